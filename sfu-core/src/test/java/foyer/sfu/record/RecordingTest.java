package foyer.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.router.RouterCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final int PLENTY = 1 << 22;

    @Test
    void givesTheSameOutputsAgain() throws IOException {
        for (Payloads payloads : Payloads.values()) {
            Recording recording = reread(SmallCall.begun(PLENTY, payloads).play(300).recording());
            Replay.Result replay = Replay.run(recording);

            assertThat(replay.firstFailure()).isNull();
            assertThat(replay.outputs()).isGreaterThan(900);
            assertThat(replay.matches(recording)).as(payloads.toString()).isTrue();
            assertThat(recording.payloads()).isEqualTo(payloads);
        }
    }

    @Test
    void oneBitOfAnInputIsSeenInTheHash() throws IOException {
        byte[] file =
                SmallCall.begun(PLENTY, Payloads.HEADERS_ONLY).play(100).recording().toBytes();
        int at = text(file).indexOf("seen");
        assertThat(at).isPositive();
        file[at] ^= 1;
        Recording changed = Recording.read(new ByteArrayInputStream(file));

        assertThat(Replay.run(changed).outputs()).isEqualTo(changed.outputs());
        assertThat(Replay.run(changed).matches(changed)).isFalse();
    }

    @Test
    void keepsNothingToHearOrSeeUnlessAsked() throws IOException {
        String headers = file(Payloads.HEADERS_ONLY);
        String all = file(Payloads.ALL);

        assertThat(headers.contains(ascii(SmallCall.SOUND))).isFalse();
        assertThat(headers.contains(ascii(SmallCall.PICTURE))).isFalse();
        assertThat(all.contains(ascii(SmallCall.SOUND))).isTrue();
        assertThat(all.contains(ascii(SmallCall.PICTURE))).isTrue();
        assertThat(headers.contains(SmallCall.PASSWORD)).isFalse();
        assertThat(all.contains(SmallCall.PASSWORD)).isFalse();
    }

    @Test
    void forgetsTheOldestPacketsAndSaysSo() throws IOException {
        SmallCall call = SmallCall.begun(3 * PacketRing.CHUNK_BYTES, Payloads.HEADERS_ONLY);
        call.play(2000);
        call.apply(
                new RouterCommand.SetPreferredLayers("consumer-picture", LayerPreference.HIGHEST));
        Recording recording = reread(call.play(10).recording());
        Replay.Result replay = Replay.run(recording);

        assertThat(recording.complete()).isFalse();
        assertThat(recording.chunks()).hasSize(3);
        assertThat(replay.firstFailure()).isNull();
        assertThat(replay.outputs()).isPositive().isLessThan(recording.outputs());
        assertThat(Replay.run(recording).outputHash()).isEqualTo(replay.outputHash());
    }

    @Test
    void endsWhereACommandCannotBeRecorded() throws IOException {
        SmallCall call = SmallCall.begun(PLENTY, Payloads.HEADERS_ONLY).play(50);
        Object endless = "nothing";
        for (int i = 0; i < 100; i++) {
            endless = List.of(endless);
        }
        RtpCodecParameters codec =
                new RtpCodecParameters("video/x", 1, 1, null, Map.of("a", endless), null);
        RtpParameters parameters = new RtpParameters("9", List.of(codec), null, null, null);
        long outputs = call.recording().outputs();
        try {
            call.apply(
                    new RouterCommand.Produce(
                            "sender",
                            "x",
                            new ProducerOptions(MediaKind.VIDEO, parameters, Start.RUNNING)));
        } catch (RuntimeException refused) {
            assertThat(refused).isInstanceOf(MediaException.class);
        }
        Recording recording = reread(call.play(50).recording());

        assertThat(recording.end()).isEqualTo(Recording.End.CONTROL_FULL);
        assertThat(recording.outputs()).isEqualTo(outputs);
        assertThat(Replay.run(recording).matches(recording)).isTrue();
    }

    @Test
    void endsWhenCommandsHaveTakenTheirRoom() throws IOException {
        SmallCall call = SmallCall.begun(PLENTY / 16, Payloads.HEADERS_ONLY);
        for (int i = 0; i < 10_000; i++) {
            call.join("transport-with-a-name-of-its-own-" + i);
        }
        Recording recording = reread(call.recording());

        assertThat(recording.end()).isEqualTo(Recording.End.CONTROL_FULL);
        assertThat(recording.control()).hasSizeBetween(100_000, 131_072);
        assertThat(Replay.run(recording).matches(recording)).isTrue();
    }

    @Test
    void refusesWhatIsNoRecording() {
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("FOYERREC".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IOException.class);
        byte[] later = SmallCall.begun(PLENTY, Payloads.ALL).recording().toBytes();
        later[8]++;
        assertThatThrownBy(() -> read(later)).hasMessageContaining("another version");
        byte[] longer = Arrays.copyOf(later, later.length + 1);
        longer[8]--;
        assertThatThrownBy(() -> read(longer)).hasMessageContaining("behind the end");
    }

    @Test
    void takesAnyBytesForWhatTheyAre() {
        byte[] file = SmallCall.begun(PLENTY, Payloads.HEADERS_ONLY).play(8).recording().toBytes();
        Random random = new Random(99);
        int read = 0;
        for (int i = 0; i < 6_000; i++) {
            byte[] bytes = file.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                // The first bytes say what it is: behind them there is more to get wrong.
                bytes[17 + random.nextInt(bytes.length - 17)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            try {
                Recording recording = read(bytes);
                read++;
                if (i % 10 == 0) {
                    Replay.run(recording);
                }
            } catch (IOException expected) {
                assertThat(expected.getMessage()).as("seed 99, file " + i).isNotEmpty();
            }
        }
        assertThat(read).isBetween(100, 5_900);
    }

    private static String file(Payloads payloads) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SmallCall.begun(PLENTY, payloads).play(50).recording().writeTo(bytes);
        return text(bytes.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static Recording reread(Recording recording) throws IOException {
        return read(recording.toBytes());
    }

    private static Recording read(byte[] bytes) throws IOException {
        return Recording.read(new ByteArrayInputStream(bytes));
    }
}
