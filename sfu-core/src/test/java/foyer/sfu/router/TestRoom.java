package foyer.sfu.router;

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
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.wire.PacketBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A router with transports that have no path, for looking at its parts. */
final class TestRoom {
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int RTX = 97;
    static final int MID_ID = 9;
    static final int RID_ID = 10;
    static final int REPAIRED_RID_ID = 11;
    static final int LEVEL_ID = 1;

    final RecordingRouterOutput out = new RecordingRouterOutput();
    final Router router =
            new Router(
                    new RouterConfig(SupportedCapabilities.routerCapabilities(), 1, 0),
                    RouterTap.NONE);

    Peer peer(String transportId) {
        IceParameters credentials =
                new IceParameters("user" + transportId, "a password of enough characters", true);
        router.apply(new RouterCommand.CreateTransport(transportId, credentials), 0, out);
        return router.transports().peer(transportId);
    }

    Producer produce(Peer peer, String producerId, MediaKind kind, RtpParameters parameters) {
        router.apply(
                new RouterCommand.Produce(
                        peer.transport().id(),
                        producerId,
                        new ProducerOptions(kind, parameters, Start.RUNNING)),
                0,
                out);
        return router.producer(producerId);
    }

    Producer speaker(String name) {
        return produce(
                peer("t-" + name),
                name,
                MediaKind.AUDIO,
                audio("0", RtpEncodingParameters.ofSsrc(1, null)));
    }

    static RtpParameters audio(String mid, RtpEncodingParameters encoding) {
        return new RtpParameters(
                mid,
                List.of(new RtpCodecParameters("audio/opus", OPUS, 48_000, 2, Map.of(), List.of())),
                List.of(
                        extension(HeaderExtension.MID, MID_ID),
                        extension(HeaderExtension.AUDIO_LEVEL, LEVEL_ID)),
                List.of(encoding),
                new RtcpParameters("cname", true, true));
    }

    static RtpParameters video(String mid, List<RtpEncodingParameters> encodings) {
        return new RtpParameters(
                mid,
                List.of(
                        new RtpCodecParameters(
                                "video/VP8",
                                VP8,
                                90_000,
                                null,
                                Map.of(),
                                List.of(RtcpFeedback.of("nack"), RtcpFeedback.of("nack", "pli"))),
                        new RtpCodecParameters(
                                "video/rtx", RTX, 90_000, null, Map.of("apt", VP8), List.of())),
                List.of(
                        extension(HeaderExtension.MID, MID_ID),
                        extension(HeaderExtension.RID, RID_ID),
                        extension(HeaderExtension.REPAIRED_RID, REPAIRED_RID_ID)),
                encodings,
                new RtcpParameters("cname", true, true));
    }

    /** A packet of one payload byte with the extensions that are written. */
    static RtpPacket packet(int payloadType, long ssrc, Consumer<RtpWriter> extensions) {
        PacketBuffer buffer = PacketBuffer.allocate(1000);
        RtpWriter writer = new RtpWriter();
        writer.start(buffer).payloadType(payloadType).sequenceNumber(1).timestamp(1).ssrc(ssrc);
        extensions.accept(writer);
        boolean fits = writer.payload(PacketBuffer.wrap(new byte[1]), 0, 1);
        RtpPacket packet = new RtpPacket();
        if (!fits || !packet.wrap(buffer)) {
            throw new AssertionError("packet of the test");
        }
        return packet;
    }

    private static RtpHeaderExtensionParameters extension(HeaderExtension extension, int id) {
        return new RtpHeaderExtensionParameters(extension.uri(), id, false, Map.of());
    }
}
