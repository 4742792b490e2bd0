package foyer.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.TransportState;
import foyer.sfu.ice.StunClient;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebRtcTransportTest {
    private static final IceParameters CREDENTIALS = credentials("server");
    private static final DtlsParameters CLIENT =
            new DtlsParameters(DtlsRole.CLIENT, List.of(new DtlsFingerprint("sha-256", "00:01")));
    private static final long SECOND = 1_000_000_000L;
    private static final Path PATH = path(1_000);
    private static final SrtpKeys KEYS =
            new SrtpKeys(
                    SrtpProfile.AEAD_AES_128_GCM,
                    HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"),
                    HexFormat.of().parseHex("101112131415161718191a1b"),
                    HexFormat.of().parseHex("202122232425262728292a2b2c2d2e2f"),
                    HexFormat.of().parseHex("303132333435363738393a3b"));

    private final Drops drops = new Drops();
    private final RecordingTransportOutput out = new RecordingTransportOutput();
    private final WebRtcTransport transport =
            new WebRtcTransport("t", CREDENTIALS, Srtp.base(), drops, out);
    private final StunClient client = new StunClient(CREDENTIALS, "peer", new Random(1));
    private final SrtpContext peer = Srtp.create(KEYS.mirrored());

    @Test
    void tellsItsUserNameAtOnce() {
        assertThat(out.said).containsExactly("user added server");
        assertThat(transport.state()).isEqualTo(TransportState.NEW);
        assertThat(transport.writable()).isFalse();
    }

    @Test
    void pathThenKeysMakeItWritable() {
        check(PATH, 0);
        assertThat(transport.state()).isEqualTo(TransportState.CONNECTING);
        assertThat(out.said).contains("path added 1000", "sent to 1000");
        transport.connect(CLIENT, out);
        transport.connected(KEYS);

        assertThat(transport.state()).isEqualTo(TransportState.CONNECTED);
        assertThat(transport.writable()).isTrue();
    }

    // RFC 7983 7, figure 3.
    @Test
    void firstByteTellsTheProtocols() {
        connect();
        for (int first = 0; first < 256; first++) {
            out.said.clear();
            byte[] datagram = new byte[40];
            datagram[0] = (byte) first;
            DropReason reason = onlyDropOf(datagram);
            if (first < 4) {
                assertThat(reason).as("STUN %d", first).isEqualTo(DropReason.MALFORMED_STUN);
            } else if (first >= 20 && first < 64) {
                assertThat(out.said).as("DTLS %d", first).containsExactly("handshake 40 bytes");
            } else if (first >= 128 && first < 192) {
                assertThat(reason)
                        .as("RTP %d", first)
                        .isIn(DropReason.SRTP_AUTHENTICATION, DropReason.TRUNCATED);
            } else {
                assertThat(reason).as("%d", first).isEqualTo(DropReason.UNKNOWN_PROTOCOL);
            }
        }
    }

    // RFC 5761 4: with the marker bit, RTP payload types 64 to 95 would read as RTCP.
    @Test
    void secondByteTellsRtcpFromRtp() {
        connect();

        assertThat(receive(rtp(0x60, 1))).isEqualTo(Received.RTP);
        assertThat(receive(rtp(0xe0, 2))).isEqualTo(Received.RTP);
        assertThat(receive(rtcp(200))).isEqualTo(Received.RTCP);
        assertThat(receive(rtcp(207))).isEqualTo(Received.RTCP);
        assertThat(receive(rtcp(192))).isEqualTo(Received.RTCP);
        assertThat(receive(rtcp(223))).isEqualTo(Received.RTCP);
    }

    @Test
    void packetIsClearInItsBuffer() {
        connect();
        PacketBuffer packet = rtp(0x60, 1);
        int protectedBytes = packet.length();
        transport.receive(packet, PATH, 0, out);

        assertThat(packet.length()).isEqualTo(protectedBytes - 16);
        assertThat(HexFormat.of().formatHex(packet.copy()))
                .isEqualTo("80600001" + "00000000" + "0000002a" + "0102030405060708");
    }

    @Test
    void replayAndForgeryAreDropped() {
        connect();
        PacketBuffer packet = rtp(0x60, 1);
        byte[] copy = packet.copy();
        assertThat(receive(packet)).isEqualTo(Received.RTP);
        assertThat(receive(PacketBuffer.wrap(copy.clone()))).isEqualTo(Received.NOTHING);
        assertThat(drops.of(DropReason.SRTP_REPLAY)).isEqualTo(1);

        PacketBuffer forged = rtp(0x60, 2);
        forged.putU8(14, forged.u8(14) ^ 1);
        assertThat(receive(forged)).isEqualTo(Received.NOTHING);
        assertThat(drops.of(DropReason.SRTP_AUTHENTICATION)).isEqualTo(1);
    }

    @Test
    void otherPathsAreStrangersWhateverTheySay() {
        connect();

        assertThat(transport.receive(rtp(0x60, 1), path(2_000), 0, out))
                .isEqualTo(Received.NOTHING);
        byte[] hello = new byte[40];
        hello[0] = 22;
        out.said.clear();
        transport.receive(PacketBuffer.wrap(hello), path(2_000), 0, out);
        assertThat(out.said).isEmpty();
        assertThat(drops.of(DropReason.UNKNOWN_SOURCE)).isEqualTo(2);
    }

    @Test
    void mediaAndHandshakeBeforeTheirTimeAreDropped() {
        check(PATH, 0);

        assertThat(onlyDropOf(rtp(0x60, 1).copy())).isEqualTo(DropReason.NOT_CONNECTED);
        byte[] hello = new byte[40];
        hello[0] = 22;
        assertThat(onlyDropOf(hello)).isEqualTo(DropReason.NOT_CONNECTED);
    }

    @Test
    void handshakeDatagramIsHandedOnAsACopy() {
        check(PATH, 0);
        transport.connect(CLIENT, out);
        byte[] hello = new byte[40];
        hello[0] = 22;
        transport.receive(PacketBuffer.wrap(hello), PATH, 0, out);
        hello[0] = 99;

        assertThat(out.handshakes.getFirst()[0]).isEqualTo((byte) 22);
    }

    @Test
    void connectsOnceOnly() {
        transport.connect(CLIENT, out);

        assertThat(out.said).contains("handshake started");
        out.said.clear();
        assertThatThrownBy(() -> transport.connect(CLIENT, out))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("t is connected already");
        assertThat(out.said).isEmpty();
    }

    @Test
    void whatItSendsThePeerCanRead() {
        connect();
        PacketBuffer packet = clearRtp(0x60, 9);
        assertThat(transport.transmitRtp(packet, out)).isTrue();
        assertThat(peer.unprotectRtp(out.lastDatagram())).isEqualTo(SrtpResult.OK);
        PacketBuffer report = clearRtcp(200);
        assertThat(transport.transmitRtcp(report, out)).isTrue();
        assertThat(peer.unprotectRtcp(out.lastDatagram())).isEqualTo(SrtpResult.OK);
    }

    @Test
    void withoutKeysNothingIsSent() {
        check(PATH, 0);
        out.said.clear();

        assertThat(transport.transmitRtp(clearRtp(0x60, 9), out)).isFalse();
        assertThat(transport.transmitRtcp(clearRtcp(200), out)).isFalse();
        assertThat(out.said).isEmpty();
    }

    @Test
    void lostConsentDisconnectsAndACheckBringsItBack() {
        connect();
        long deadline = transport.nextDeadlineNanos();
        assertThat(deadline).isEqualTo(30 * SECOND);
        transport.onDeadline(deadline, out);

        assertThat(transport.state()).isEqualTo(TransportState.DISCONNECTED);
        assertThat(transport.writable()).isFalse();
        assertThat(out.said).contains("path removed 1000");
        check(path(3_000), deadline + 1);
        assertThat(transport.state()).isEqualTo(TransportState.CONNECTED);
        assertThat(transport.selectedPath()).isEqualTo(path(3_000));
    }

    @Test
    void oldCredentialsAnswerUntilTheNewAreUsed() {
        connect();
        IceParameters fresh = credentials("fresh");
        out.said.clear();
        transport.restartIce(fresh, out);
        assertThat(out.said).containsExactly("user added fresh");

        check(PATH, 1);
        assertThat(out.said).doesNotContain("user removed server");
        PacketBuffer check =
                PacketBuffer.wrap(new StunClient(fresh, "peer", new Random(2)).bindingRequest());
        transport.receive(check, PATH, 2, out);
        assertThat(out.said).contains("user removed server");
        assertThat(transport.writable()).isTrue();
    }

    @Test
    void failedHandshakeIsFinal() {
        connect();
        transport.failed();
        check(PATH, 1);

        assertThat(transport.state()).isEqualTo(TransportState.FAILED);
        assertThat(transport.writable()).isFalse();
        assertThat(onlyDropOf(rtp(0x60, 1).copy())).isEqualTo(DropReason.NOT_CONNECTED);
    }

    @Test
    void closingFreesEverything() {
        connect();
        transport.restartIce(credentials("fresh"), out);
        out.said.clear();
        transport.close(out);

        assertThat(out.said)
                .containsExactlyInAnyOrder(
                        "path removed 1000",
                        "user removed server",
                        "user removed fresh",
                        "handshake stopped");
        assertThat(transport.state()).isEqualTo(TransportState.CLOSED);
        assertThat(transport.transmitRtp(clearRtp(0x60, 9), out)).isFalse();
    }

    @Test
    void anyBytesAreHarmless() {
        connect();
        long seed = 7_983;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] datagram = new byte[1 + random.nextInt(120)];
            random.nextBytes(datagram);
            Received received = transport.receive(PacketBuffer.wrap(datagram), PATH, 0, out);
            assertThat(received).as("seed %d, round %d", seed, i).isEqualTo(Received.NOTHING);
        }
        assertThat(transport.state()).isEqualTo(TransportState.CONNECTED);
    }

    private void connect() {
        check(PATH, 0);
        transport.connect(CLIENT, out);
        transport.connected(KEYS);
    }

    private void check(Path path, long nowNanos) {
        transport.receive(PacketBuffer.wrap(client.bindingRequest()), path, nowNanos, out);
    }

    private Received receive(PacketBuffer packet) {
        return transport.receive(packet, PATH, 0, out);
    }

    /** The reason that was counted for the datagram; it must have been one at most. */
    private DropReason onlyDropOf(byte[] datagram) {
        Drops before = new Drops();
        drops.addTo(before);
        assertThat(receive(PacketBuffer.wrap(datagram))).isEqualTo(Received.NOTHING);
        List<DropReason> counted = new ArrayList<>();
        for (DropReason reason : DropReason.values()) {
            if (drops.of(reason) > before.of(reason)) {
                counted.add(reason);
            }
        }
        assertThat(counted).hasSizeLessThan(2);
        return counted.isEmpty() ? DropReason.EMPTY : counted.getFirst();
    }

    private PacketBuffer rtp(int second, int sequence) {
        PacketBuffer packet = clearRtp(second, sequence);
        assertThat(peer.protectRtp(packet)).isEqualTo(SrtpResult.OK);
        return packet;
    }

    private PacketBuffer rtcp(int type) {
        PacketBuffer packet = clearRtcp(type);
        assertThat(peer.protectRtcp(packet)).isEqualTo(SrtpResult.OK);
        return packet;
    }

    private static PacketBuffer clearRtp(int second, int sequence) {
        PacketBuffer packet = PacketBuffer.allocate(100).length(20);
        packet.putU8(0, 0x80);
        packet.putU8(1, second);
        packet.putU16(2, sequence);
        packet.putI32(8, 42);
        packet.putI64(12, 0x0102030405060708L);
        return packet;
    }

    private static PacketBuffer clearRtcp(int type) {
        PacketBuffer packet = PacketBuffer.allocate(100).length(8);
        packet.putU8(0, 0x80);
        packet.putU8(1, type);
        packet.putU16(2, 1);
        packet.putI32(4, 42);
        return packet;
    }

    private static IceParameters credentials(String name) {
        return new IceParameters(name, "password of " + name + " and more", true);
    }

    private static Path path(int port) {
        return new Path(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
