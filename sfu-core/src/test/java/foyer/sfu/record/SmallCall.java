package foyer.sfu.record;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtcpFeedback;
import foyer.sfu.api.RtcpParameters;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpHeaderExtensionParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterReplay;
import foyer.sfu.router.RouterTap.HandshakeResult;
import foyer.sfu.router.RouterTap.PathChange;
import foyer.sfu.router.SilentOutput;
import foyer.sfu.wire.PacketBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One sends audio and VP8 to another, step by step, behind ICE and DTLS. */
final class SmallCall {
    static final String PASSWORD = "a-password-of-22-chars";

    /** Stands in each payload, behind what forwarding looks at. */
    static final byte[] PICTURE = "what only receivers may see".getBytes(StandardCharsets.US_ASCII);

    static final byte[] SOUND = "what was said".getBytes(StandardCharsets.US_ASCII);

    private static final long MS = 1_000_000;
    private static final int AUDIO = 111;
    private static final int VIDEO = 96;

    private final Recorder recorder;
    private final RouterReplay router;
    private final SilentOutput out = new SilentOutput();
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private long nowNanos = 3_000 * MS;
    private int sequence;

    SmallCall(int bytes, Payloads payloads) {
        RouterConfig config =
                new RouterConfig(SupportedCapabilities.routerCapabilities(), 42, 1_700_000L * MS);
        recorder = new Recorder(config, bytes, payloads);
        router = new RouterReplay(config, recorder);
    }

    /** Joined and flowing. */
    static SmallCall begun(int bytes, Payloads payloads) {
        SmallCall call = new SmallCall(bytes, payloads);
        call.join("sender");
        call.join("receiver");
        call.produce("sound", MediaKind.AUDIO, audio());
        call.produce("picture", MediaKind.VIDEO, video());
        call.consume("sound");
        call.consume("picture");
        return call;
    }

    Recording recording() {
        router.router().settle(out);
        return recorder.recording();
    }

    void apply(RouterCommand command) {
        router.router().apply(command, nowNanos, out);
    }

    void join(String id) {
        apply(new RouterCommand.CreateTransport(id, new IceParameters("user", PASSWORD, true)));
        apply(
                new RouterCommand.ConnectTransport(
                        id,
                        new DtlsParameters(
                                DtlsRole.CLIENT,
                                List.of(new DtlsFingerprint("sha-256", "AB:CD")))));
        router.path(id, PathChange.SELECTED, nowNanos, out);
        router.handshake(id, HandshakeResult.CONNECTED, nowNanos, out);
    }

    private void produce(String id, MediaKind kind, RtpParameters parameters) {
        apply(
                new RouterCommand.Produce(
                        "sender", id, new ProducerOptions(kind, parameters, Start.RUNNING)));
    }

    private void consume(String producerId) {
        apply(
                new RouterCommand.Consume(
                        "receiver",
                        "consumer-" + producerId,
                        new ConsumerOptions(
                                producerId,
                                SupportedCapabilities.routerCapabilities(),
                                Start.RUNNING)));
    }

    /** 20 ms with a packet of sound and two of a picture, one of them padded; time for the rest. */
    SmallCall play(int frames) {
        for (int i = 0; i < frames; i++) {
            nowNanos += 20 * MS;
            sound(sequence);
            picture(2 * sequence, /* marker= */ 0, /* padding= */ 0);
            picture(2 * sequence + 1, /* marker= */ 0x80, /* padding= */ 20);
            sequence++;
            if (router.router().nextDeadlineNanos() <= nowNanos) {
                router.router().onDeadline(nowNanos, out);
            }
        }
        return this;
    }

    private void sound(int number) {
        header(AUDIO, number, 960L * number, 1111);
        packet.length(12 + 80);
        packet.putU8(12, 0xfc);
        packet.putBytes(12 + 1 + Links.AUDIO_BYTES + 2, SOUND, 0, SOUND.length);
        router.rtp("sender", packet, nowNanos, out);
    }

    private void picture(int number, int marker, int padding) {
        header(VIDEO | marker, number, 90L * 20 * (number / 2), 2222);
        packet.length(12 + 900 + padding);
        packet.putU8(12, marker == 0 ? 0x90 : 0x80);
        packet.putU8(13, 0x80);
        packet.putU8(14, number / 2 & 0x7f);
        packet.putU8(15, number / 2 % 50 == 0 ? 0x10 : 0x11);
        packet.putBytes(12 + 40, new byte[] {'s', 'e', 'e', 'n'}, 0, 4);
        packet.putBytes(12 + 200, PICTURE, 0, PICTURE.length);
        if (padding > 0) {
            packet.putU8(0, 0xa0);
            packet.putU8(packet.length() - 1, padding);
        }
        router.rtp("sender", packet, nowNanos, out);
    }

    private void header(int type, int number, long timestamp, long ssrc) {
        packet.length(PacketBuffer.CAPACITY);
        for (int i = 0; i < packet.length(); i++) {
            packet.putU8(i, 0);
        }
        packet.putU8(0, 0x80);
        packet.putU8(1, type);
        packet.putU16(2, number & 0xffff);
        packet.putU32(4, timestamp & 0xffff_ffffL);
        packet.putU32(8, ssrc);
    }

    static RtpParameters audio() {
        return parameters(
                "0",
                new RtpCodecParameters(
                        "audio/opus", AUDIO, 48_000, 2, Map.of("useinbandfec", 1), List.of()),
                1111);
    }

    static RtpParameters video() {
        return parameters(
                "1",
                new RtpCodecParameters(
                        "video/VP8",
                        VIDEO,
                        90_000,
                        null,
                        null,
                        List.of(RtcpFeedback.of("nack"), RtcpFeedback.of("nack", "pli"))),
                2222);
    }

    private static RtpParameters parameters(String mid, RtpCodecParameters codec, long ssrc) {
        return new RtpParameters(
                mid,
                List.of(codec),
                List.of(
                        new RtpHeaderExtensionParameters(
                                "urn:ietf:params:rtp-hdrext:sdes:mid", 4, false, null)),
                List.of(RtpEncodingParameters.ofSsrc(ssrc, null)),
                new RtcpParameters("sender", true, true));
    }
}
