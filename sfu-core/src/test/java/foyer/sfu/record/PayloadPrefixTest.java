package foyer.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.PayloadInspector;
import foyer.sfu.wire.PacketBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept of a payload tells as much as the whole. */
class PayloadPrefixTest {
    @Test
    void whatIsKeptHasTheSameFacts() {
        Random random = new Random(5);
        byte[] whole = new byte[300];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(whole);
            int length = 1 + random.nextInt(whole.length);
            for (String mimeType :
                    new String[] {
                        "audio/opus",
                        "audio/red",
                        "video/VP8",
                        "video/VP9",
                        "video/H264",
                        "video/AV1"
                    }) {
                byte[] kept = new byte[whole.length];
                System.arraycopy(whole, 0, kept, 0, Links.inspectedBytes(mimeType));
                assertThat(facts(mimeType, kept, length))
                        .as("seed 5, payload %d, %s", i, mimeType)
                        .isEqualTo(facts(mimeType, whole, length));
            }
        }
    }

    private static String facts(String mimeType, byte[] payload, int length) {
        PayloadFacts facts = new PayloadFacts();
        PayloadInspector.of(CodecKind.ofMimeType(mimeType))
                .inspect(PacketBuffer.wrap(payload, 0, length), 0, length, true, facts);
        return ""
                + facts.malformed()
                + facts.keyFrame()
                + facts.startOfFrame()
                + facts.endOfFrame()
                + facts.layerSync()
                + facts.discardable()
                + facts.silence()
                + facts.spatialLayer()
                + facts.temporalLayer()
                + facts.pictureId()
                + ' '
                + facts.tl0PicIdx()
                + ' '
                + facts.keyIdx()
                + ' '
                + facts.durationTicks()
                + ' '
                + facts.resolutions();
    }
}
