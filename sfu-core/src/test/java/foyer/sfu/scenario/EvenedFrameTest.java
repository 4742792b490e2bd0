package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterTap;
import foyer.sfu.router.SilentOutput;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.rtcp.RtcpWriter;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.Rtx;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a receiver has of packets that were made as long as others of their frame. */
class EvenedFrameTest {
    private static final int PACKETS = PreparedVideo.PACKETS_PER_FRAME;
    private static final long NOW = 1_000_000_000;

    /** What is rewritten for each receiver (RFC 7741 4.2), at most. */
    private static final int DESCRIPTOR_BYTES = 8;

    private final List<byte[]> sent = new ArrayList<>();
    private final SilentOutput out =
            new SilentOutput() {
                @Override
                public void transmit(PacketBuffer datagram, Path path) {
                    if (path.equals(path(2))) {
                        sent.add(datagram.copy());
                    }
                }
            };
    private final Router router =
            new Router(
                    new RouterConfig(SupportedCapabilities.routerCapabilities(), 1, 0),
                    RouterTap.NONE);

    private static Path path(int host) {
        return new Path(0, new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + host), 5000));
    }

    private static RtpPacket opened(SrtpContext context, byte[] datagram) {
        PacketBuffer buffer = PacketBuffer.wrap(datagram.clone());
        RtpPacket packet = new RtpPacket();
        assertThat(context.unprotectRtp(buffer)).isEqualTo(SrtpResult.OK);
        assertThat(packet.wrap(buffer)).isTrue();
        return packet;
    }

    /** Without the descriptor in front, which is rewritten for each receiver. */
    private static byte[] media(RtpPacket packet, int skipped) {
        byte[] all = packet.buffer().copy();
        int end = packet.payloadOffset() + packet.payloadLength();
        return Arrays.copyOfRange(all, packet.payloadOffset() + skipped, end);
    }

    @Test
    void paddingIsNoneOfThePayloadNorOfARepair() {
        RoomPeers peers = new RoomPeers(router, out, 1);
        var senderKeys = peers.join("sender", path(1), NOW);
        var receiverKeys = peers.join("receiver", path(2), NOW);
        PreparedVideo video =
                new PreparedVideo(
                        Srtp.create(senderKeys.mirrored()), PreparedVideo.Sizes.AS_BROWSERS);
        peers.produce("sender", "video", NOW);
        peers.consume("receiver", "video", NOW);
        video.prepare(PACKETS);
        SrtpContext source = Srtp.create(senderKeys);
        SrtpContext receiver = Srtp.create(receiverKeys.mirrored());
        sent.clear();
        for (int i = 0; i < PACKETS; i++) {
            PacketBuffer datagram = PacketBuffer.wrap(video.datagram(i).clone());
            router.gather("sender", datagram, path(1), NOW + 1, out);
        }
        router.settle(out);

        assertThat(sent).hasSize(PACKETS);
        List<byte[]> originals = new ArrayList<>();
        RtpPacket first = opened(receiver, sent.getFirst());
        int number = first.sequenceNumber();
        long ssrc = first.ssrc();
        for (int i = 0; i < PACKETS; i++) {
            RtpPacket packet = i == 0 ? first : opened(receiver, sent.get(i));
            originals.add(media(opened(source, video.datagram(i)), DESCRIPTOR_BYTES));
            assertThat(packet.paddingLength()).isEqualTo(i < 2 ? 1 : 0);
            assertThat(media(packet, DESCRIPTOR_BYTES)).isEqualTo(originals.get(i));
        }

        sent.clear();
        router.receive("receiver", nack(receiver, ssrc, number), path(2), NOW + 2, out);
        assertThat(sent).hasSize(1);
        RtpPacket repair = opened(receiver, sent.getFirst());
        assertThat(repair.paddingLength()).isZero();
        assertThat(media(repair, Rtx.HEADER_BYTES + DESCRIPTOR_BYTES))
                .isEqualTo(originals.getFirst());
    }

    private static PacketBuffer nack(SrtpContext receiver, long ssrc, int sequenceNumber) {
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        RtcpWriter writer = new RtcpWriter();
        writer.start(packet, 1_000);
        assertThat(writer.append(new Nack(1, ssrc, List.of(sequenceNumber)))).isTrue();
        assertThat(receiver.protectRtcp(packet)).isEqualTo(SrtpResult.OK);
        return packet;
    }
}
