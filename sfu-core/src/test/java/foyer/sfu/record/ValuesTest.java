package foyer.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.record.ValueWriter.UnrecordableException;
import foyer.sfu.router.RouterCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final List<RouterCommand> COMMANDS =
            List.of(
                    new RouterCommand.ConnectTransport(
                            "t",
                            new DtlsParameters(
                                    DtlsRole.AUTO,
                                    List.of(new DtlsFingerprint("sha-256", "AB:CD")))),
                    new RouterCommand.Produce(
                            "t",
                            "p",
                            new ProducerOptions(MediaKind.VIDEO, SmallCall.video(), Start.PAUSED)),
                    new RouterCommand.Produce("t", "q", free(Map.of())),
                    new RouterCommand.Produce(
                            "t",
                            "q",
                            free(
                                    Map.of(
                                            "text",
                                            "Grüße \ud800",
                                            "int",
                                            -1,
                                            "long",
                                            Long.MIN_VALUE,
                                            "double",
                                            -0.0,
                                            "truth",
                                            true,
                                            "list",
                                            List.of(1, List.of("a"), Map.of("b", 2))))),
                    new RouterCommand.Consume(
                            "t",
                            "c",
                            new ConsumerOptions(
                                    "p",
                                    SupportedCapabilities.routerCapabilities(),
                                    Start.RUNNING)),
                    new RouterCommand.SetPreferredLayers("c", new LayerPreference(0, 7)),
                    new RouterCommand.SetPriority("c", 255),
                    new RouterCommand.PauseProducer("p"),
                    new RouterCommand.ResumeProducer("p"),
                    new RouterCommand.CloseProducer("p"),
                    new RouterCommand.PauseConsumer("c"),
                    new RouterCommand.ResumeConsumer("c"),
                    new RouterCommand.CloseConsumer("c"),
                    new RouterCommand.RequestKeyFrame("c"),
                    new RouterCommand.CloseTransport("t"),
                    new RouterCommand.Close());

    @Test
    void everyCommandComesBack() throws Exception {
        ByteWriter bytes = new ByteWriter();
        ValueWriter writer = new ValueWriter(bytes);
        for (RouterCommand command : COMMANDS) {
            writer.command(command);
        }
        ByteReader in = new ByteReader(bytes.copy());
        ValueReader reader = new ValueReader(in);
        for (RouterCommand command : COMMANDS) {
            assertThat(reader.command()).isEqualTo(command);
        }
        assertThat(in.remaining()).isZero();
    }

    @Test
    void passwordsAreLeftOut() throws Exception {
        ByteWriter bytes = new ByteWriter();
        IceParameters secret = new IceParameters("user", "secret", true);
        new ValueWriter(bytes).command(new RouterCommand.RestartIce("t", secret));

        assertThat(new ValueReader(new ByteReader(bytes.copy())).command())
                .isEqualTo(
                        new RouterCommand.RestartIce(
                                "t", new IceParameters("user", "left-out-of-the-recording", true)));
    }

    @Test
    void whatIsSaidAgainTakesNoRoom() throws Exception {
        ByteWriter bytes = new ByteWriter();
        ValueWriter writer = new ValueWriter(bytes);
        writer.command(COMMANDS.get(4));
        int once = bytes.length();
        writer.command(COMMANDS.get(4));

        assertThat(once).isGreaterThan(1000);
        assertThat(bytes.length() - once).isLessThan(20);
    }

    @Test
    void refusesWhatItCouldNotReadAgain() {
        for (Object value :
                List.of(1.5f, MediaKind.AUDIO, new LayerPreference(0, 0), "x".repeat(20_000))) {
            assertThatThrownBy(() ->
                            new ValueWriter(new ByteWriter())
                                    .command(
                                            new RouterCommand.Produce(
                                                    "t", "p", free(Map.of("a", value)))))
                    .as(value.getClass().toString())
                    .isInstanceOf(UnrecordableException.class);
        }
    }

    @Test
    void aFileCannotPutOneTypeInThePlaceOfAnother() {
        ByteWriter bytes = new ByteWriter();
        // CloseProducer whose id is a list
        bytes.u8(Tag.TEXT).varint(13);
        "CloseProducer".chars().forEach(bytes::varint);
        bytes.u8(Tag.LIST).varint(0);

        assertThatThrownBy(() -> new ValueReader(new ByteReader(bytes.copy())).command())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a List where there is none");
    }

    @Test
    void aFileCannotNameAnotherClass() {
        ByteWriter bytes = new ByteWriter();
        bytes.u8(Tag.TEXT).varint(4);
        "File".chars().forEach(bytes::varint);

        assertThatThrownBy(() -> new ValueReader(new ByteReader(bytes.copy())).command())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("command: File");
    }

    private static ProducerOptions free(Map<String, Object> parameters) {
        RtpCodecParameters codec =
                new RtpCodecParameters("video/VP8", 96, 90_000, null, parameters, null);
        return new ProducerOptions(
                MediaKind.VIDEO,
                new RtpParameters(null, List.of(codec), null, null, null),
                Start.RUNNING);
    }
}
