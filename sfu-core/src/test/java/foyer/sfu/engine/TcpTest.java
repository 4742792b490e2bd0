package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.TransportState;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.ice.StunClient;
import foyer.sfu.router.RouterStats;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.TransportProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TcpTest {
    private static PeerSocket.Tcp connect(TransportOptions transport) throws Exception {
        return new PeerSocket.Tcp(LoopbackPeer.address(transport, TransportProtocol.TCP));
    }

    private static StunClient stun(TransportOptions transport) {
        return new StunClient(transport.iceParameters(), "peer", new Random(1));
    }

    private static PacketBuffer answer(PeerSocket socket) throws Exception {
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        socket.receive(packet);
        return packet;
    }

    /** Waits until the loop's connections are so: what ends a connection is seen a little later. */
    private static TcpStats eventually(TinyServer tiny, Predicate<TcpStats> wanted)
            throws Exception {
        long start = System.nanoTime();
        while (true) {
            TcpStats stats = TinyServer.await(tiny.server().stats()).loops().getFirst().tcp();
            if (wanted.test(stats)) {
                return stats;
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
                throw new AssertionError(stats);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(NetworkIo.class)
    void mediaFlowsThroughConnections(NetworkIo io) throws Exception {
        TinyServer tiny = TinyServer.start(io, 1, RtcPorts.ONE_PER_LOOP, TcpPatience.DEFAULT);
        try (LoopbackCall call = LoopbackCall.start(tiny, tiny.router(), TransportProtocol.TCP)) {
            for (int i = 0; i < 200; i++) {
                call.speak();
            }
            RouterStats stats = TinyServer.await(tiny.router().stats());
            assertThat(stats.consumers().getFirst().send().packetsSent()).isEqualTo(200);
            assertThat(stats.transports())
                    .allSatisfy(transport -> assertThat(protocol(transport)).isEqualTo("tcp"));
            LoopStats loop = TinyServer.await(tiny.server().stats()).loops().getFirst();
            assertThat(loop.datagramsIn()).isZero();
            assertThat(loop.tcp().connections()).isEqualTo(2);
            assertThat(loop.tcp().strangers()).isZero();
            assertThat(loop.tcp().accepted()).isEqualTo(2);
            assertThat(loop.tcp().framesIn()).isGreaterThan(200);
            assertThat(loop.tcp().framesOut()).isGreaterThan(200);
            assertThat(TinyServer.await(tiny.server().drops()).snapshot()).isEmpty();
        }
    }

    @Test
    void candidatesAreInMediasoupsShapeWithUdpFirst() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            List<IceCandidate> candidates = tiny.newTransport().iceCandidates();
            assertThat(candidates).hasSize(2);
            IceCandidate udp = candidates.getFirst();
            IceCandidate tcp = candidates.getLast();
            assertThat(udp.protocol()).isEqualTo("udp");
            assertThat(udp.tcpType()).isNull();
            // RFC 6544 4.2: 2^24 · 90 + 2^8 · (2^13 · 4 + 8191) + 255
            assertThat(tcp)
                    .isEqualTo(
                            new IceCandidate(
                                    "tcp0",
                                    0x5a9f_ffffL,
                                    "127.0.0.1",
                                    "127.0.0.1",
                                    "tcp",
                                    tiny.port(),
                                    "host",
                                    "passive"));
            assertThat(udp.priority()).isEqualTo(0x7eff_ffffL);
        }
    }

    @Test
    void aTransportMayHaveOnlySomeOfTheWays() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            for (boolean tcp : new boolean[] {true, false}) {
                TransportOptions transport =
                        TinyServer.await(
                                tiny.router()
                                        .createWebRtcTransport(
                                                new WebRtcTransportOptions(!tcp, tcp)));
                assertThat(transport.iceCandidates())
                        .extracting(IceCandidate::protocol)
                        .containsExactly(tcp ? "tcp" : "udp");
            }
        }
    }

    @Test
    void checksAreAnsweredHoweverTheyAreCut() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            TransportOptions transport = tiny.newTransport();
            StunClient stun = stun(transport);
            try (PeerSocket.Tcp socket = connect(transport)) {
                for (byte one : PeerSocket.frame(stun.bindingRequest())) {
                    socket.write(new byte[] {one});
                }
                assertThat(stun.isSuccessResponse(answer(socket))).isTrue();
                byte[] request = PeerSocket.frame(stun.bindingRequest());
                ByteArrayOutputStream twice = new ByteArrayOutputStream();
                twice.writeBytes(request);
                twice.writeBytes(request);
                socket.write(twice.toByteArray());
                assertThat(stun.isSuccessResponse(answer(socket))).isTrue();
                assertThat(stun.isSuccessResponse(answer(socket))).isTrue();
            }
        }
    }

    @Test
    void aConnectionThatEndsGivesWayToAnotherPath() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            TransportOptions transport = tiny.newTransport();
            StunClient stun = stun(transport);
            try (PeerSocket udp =
                    PeerSocket.open(
                            TransportProtocol.UDP,
                            LoopbackPeer.address(transport, TransportProtocol.UDP))) {
                udp.send(stun.bindingRequest());
                assertThat(stun.isSuccessResponse(answer(udp))).isTrue();
                assertThat(protocol(tiny)).isEqualTo("udp");
                try (PeerSocket.Tcp tcp = connect(transport)) {
                    tcp.send(stun.nominatingRequest());
                    assertThat(stun.isSuccessResponse(answer(tcp))).isTrue();
                    assertThat(protocol(tiny)).isEqualTo("tcp");
                }
                eventually(tiny, stats -> stats.connections() == 0);
                assertThat(protocol(tiny)).isEqualTo("udp");
            }
        }
    }

    private static String protocol(TinyServer tiny) throws Exception {
        return protocol(TinyServer.await(tiny.router().stats()).transports().getFirst());
    }

    private static String protocol(RouterStats.TransportStats transport) {
        RouterStats.PathStats path = transport.path();
        RouterStats.SocketName local = path == null ? null : path.local();
        return local == null ? "" : local.protocol();
    }

    @Test
    void aClosedTransportEndsItsConnections() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            TransportOptions transport = tiny.newTransport();
            StunClient stun = stun(transport);
            try (PeerSocket.Tcp socket = connect(transport)) {
                socket.send(stun.nominatingRequest());
                assertThat(stun.isSuccessResponse(answer(socket))).isTrue();
                TinyServer.await(tiny.router().closeTransport(transport.id()));
                assertThat(socket.endsSilently()).isTrue();
            }
            assertThat(eventually(tiny, stats -> stats.connections() == 0).accepted()).isEqualTo(1);
        }
    }

    @Test
    void whoSaysAnythingElseFirstIsRefused() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            TransportOptions transport = tiny.newTransport();
            byte[] forNobody =
                    stun(TinyServer.await(tiny.newRouter().createWebRtcTransport()))
                            .bindingRequest();
            forNobody[30] ^= 1;
            List<byte[]> openings =
                    List.of(
                            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                            PeerSocket.frame(new byte[] {22, 3, 1, 0}),
                            PeerSocket.frame(stun(transport).bindingIndication()),
                            PeerSocket.frame(forNobody));
            for (byte[] opening : openings) {
                try (PeerSocket.Tcp socket = connect(transport)) {
                    socket.write(opening);
                    assertThat(socket.endsSilently()).isTrue();
                }
            }
            TcpStats stats = eventually(tiny, now -> now.connections() == 0);
            assertThat(stats.accepted()).isZero();
            assertThat(stats.refused())
                    .containsEntry(TcpRefusal.NO_CHECK, 3L)
                    .containsEntry(TcpRefusal.UNKNOWN_USER, 1L);
        }
    }

    @Test
    void whoCannotSignIsRefusedAfterAFewTries() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            TransportOptions transport = tiny.newTransport();
            byte[] unsigned = stun(transport).bindingRequest();
            unsigned[unsigned.length - 12] ^= 1;
            try (PeerSocket.Tcp socket = connect(transport)) {
                for (int i = 0; i < 4; i++) {
                    socket.send(unsigned);
                }
                assertThat(socket.endsSilently()).isTrue();
            }
            assertThat(eventually(tiny, now -> now.connections() == 0).refused())
                    .containsEntry(TcpRefusal.UNKNOWN_USER, 1L);
        }
    }

    @Test
    void whoSaysNothingIsRefusedInTime() throws Exception {
        TcpPatience patience = new TcpPatience(1, TcpPatience.DEFAULT.silenceNanos());
        try (TinyServer tiny = TinyServer.start(patience);
                PeerSocket.Tcp socket = connect(tiny.newTransport())) {
            socket.write(new byte[] {0, 100, 0});
            assertThat(socket.endsSilently()).isTrue();
            assertThat(eventually(tiny, now -> now.connections() == 0).refused())
                    .containsEntry(TcpRefusal.TOO_LATE, 1L);
        }
    }

    @Test
    void whoFallsSilentIsForgotten() throws Exception {
        TcpPatience patience = new TcpPatience(TcpPatience.DEFAULT.checkNanos(), 1);
        try (TinyServer tiny = TinyServer.start(patience)) {
            TransportOptions transport = tiny.newTransport();
            StunClient stun = stun(transport);
            try (PeerSocket.Tcp socket = connect(transport)) {
                socket.send(stun.bindingRequest());
                assertThat(stun.isSuccessResponse(answer(socket))).isTrue();
                assertThat(socket.endsSilently()).isTrue();
            }
            assertThat(TinyServer.await(tiny.router().stats()).transports().getFirst().state())
                    .isEqualTo(TransportState.DISCONNECTED);
        }
    }

    @Test
    void anAddressHasOnlySoManyStrangers() throws Exception {
        try (TinyServer tiny = TinyServer.start()) {
            TransportOptions transport = tiny.newTransport();
            List<PeerSocket.Tcp> sockets = new ArrayList<>();
            for (int i = 0; i < Strangers.MAX_PER_ADDRESS; i++) {
                sockets.add(connect(transport));
            }
            eventually(tiny, now -> now.strangers() == Strangers.MAX_PER_ADDRESS);
            try (PeerSocket.Tcp late = connect(transport)) {
                assertThat(late.endsSilently()).isTrue();
            }
            StunClient stun = stun(transport);
            sockets.getFirst().send(stun.bindingRequest());
            assertThat(stun.isSuccessResponse(answer(sockets.getFirst()))).isTrue();
            try (PeerSocket.Tcp next = connect(transport)) {
                next.send(stun.bindingRequest());
                assertThat(stun.isSuccessResponse(answer(next))).isTrue();
            }
            sockets.forEach(PeerSocket.Tcp::close);
            assertThat(eventually(tiny, now -> now.connections() == 0).refused())
                    .containsEntry(TcpRefusal.TOO_MANY, 1L);
        }
    }

    @Test
    void aPeerThatDoesNotReadLosesPacketsAndNotMemory() throws Exception {
        TinyServer tiny = TinyServer.start();
        try (LoopbackCall call = LoopbackCall.start(tiny, tiny.router(), TransportProtocol.TCP)) {
            call.speak();
            call.receiver().stopReading();
            long sent = 0;
            while (TinyServer.await(tiny.server().drops()).of(DropReason.UNWRITABLE) < 1000) {
                for (int i = 0; i < 100; i++) {
                    call.speakOnly();
                }
                sent += 100;
                call.consent();
                assertThat(sent).isLessThan(1_000_000);
            }
            call.receiver().resumeReading();
            call.speakUntilHeard();
        }
    }
}
