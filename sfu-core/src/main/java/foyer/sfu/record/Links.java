package foyer.sfu.record;

import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.rtp.Rtx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transports that commands told of, numbered as they came, and what comes on them. */
final class Links {
    /** An Opus payload tells its duration and silence in these, and nothing to hear. */
    static final int AUDIO_BYTES = 2;

    /** What there may be to know of a picture's payload. */
    static final int VIDEO_BYTES = PayloadFacts.INSPECTED_BYTES;

    /** One transport. */
    static final class Link {
        private final String id;
        private final int number;
        private final byte[] payloadBytes = new byte[128];

        private Link(String id, int number) {
            this.id = id;
            this.number = number;
        }

        String id() {
            return id;
        }

        int number() {
            return number;
        }

        /** How much of an incoming payload forwarding may look at: nothing of unknown ones. */
        int payloadBytes(int payloadType) {
            return payloadBytes[payloadType];
        }

        private void expect(RtpCodecParameters codec) {
            int type = codec.payloadType();
            if (type >= 0 && type < payloadBytes.length) {
                int bytes = inspectedBytes(codec.mimeType()) + Rtx.HEADER_BYTES;
                payloadBytes[type] = (byte) Math.max(payloadBytes[type], bytes);
            }
        }
    }

    private final Map<String, Link> byId = new HashMap<>();
    private final List<Link> byNumber = new ArrayList<>();

    /** How much of a codec's payload forwarding looks at. */
    static int inspectedBytes(String mimeType) {
        return mimeType.toLowerCase(Locale.ROOT).startsWith("audio/") ? AUDIO_BYTES : VIDEO_BYTES;
    }

    @Nullable Link find(String transportId) {
        return byId.get(transportId);
    }

    @Nullable Link find(int number) {
        return number < byNumber.size() ? byNumber.get(number) : null;
    }

    /** Notes what the command makes known, whether or not the router agrees to it. */
    void learn(RouterCommand command) {
        if (command instanceof RouterCommand.CreateTransport(String id, var ignored)) {
            if (!byId.containsKey(id)) {
                Link link = new Link(id, byNumber.size());
                byId.put(id, link);
                byNumber.add(link);
            }
        } else if (command instanceof RouterCommand.Produce(String id, var ignored, var options)) {
            Link link = byId.get(id);
            if (link != null) {
                options.rtpParameters().codecs().forEach(link::expect);
            }
        }
    }
}
