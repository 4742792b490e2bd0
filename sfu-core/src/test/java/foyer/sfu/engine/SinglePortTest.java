package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.ice.StunClient;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.TransportProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinglePortTest {
    private static final int LOOPS = 3;

    private static TinyServer start(NetworkIo io) throws Exception {
        return TinyServer.start(io, LOOPS, RtcPorts.ONE_IN_ALL, TcpPatience.DEFAULT);
    }

    /** A room on each loop. */
    private static List<RouterHandle> routers(TinyServer tiny) throws Exception {
        List<RouterHandle> routers = new ArrayList<>(List.of(tiny.router()));
        while (routers.size() < LOOPS) {
            routers.add(tiny.newRouter());
        }
        return routers;
    }

    @ParameterizedTest
    @EnumSource(NetworkIo.class)
    void datagramsFindTheirLoop(NetworkIo io) throws Exception {
        try (TinyServer tiny = start(io)) {
            for (RouterHandle router : routers(tiny)) {
                // The kernel gives each peer's datagrams to one of the loops by chance.
                for (int i = 0; i < 4; i++) {
                    call(tiny, router, TransportProtocol.UDP);
                }
            }
            MediaServerStats stats = TinyServer.await(tiny.server().stats());
            assertThat(stats.drops()).doesNotContainKey(DropReason.UNKNOWN_USER);
            assertThat(stats.loops())
                    .allSatisfy(loop -> assertThat(loop.datagramsIn()).isPositive())
                    .extracting(LoopStats::routers)
                    .containsOnly(1);
            assertThat(stats.loops().stream().mapToLong(LoopStats::handedOver).sum()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(NetworkIo.class)
    void connectionsFindTheirLoop(NetworkIo io) throws Exception {
        try (TinyServer tiny = start(io)) {
            for (RouterHandle router : routers(tiny)) {
                call(tiny, router, TransportProtocol.TCP);
            }
            MediaServerStats stats = TinyServer.await(tiny.server().stats());
            assertThat(stats.drops()).doesNotContainKey(DropReason.UNKNOWN_USER);
            assertThat(stats.loops())
                    .allSatisfy(loop -> {
                        assertThat(loop.tcp().accepted()).isEqualTo(2);
                        assertThat(loop.tcp().framesIn()).isGreaterThan(20);
                        assertThat(loop.tcp().refused()).isEmpty();
                    });
        }
    }

    private static void call(TinyServer tiny, RouterHandle router, TransportProtocol protocol)
            throws Exception {
        LoopbackCall call = LoopbackCall.start(tiny, router, protocol);
        for (int i = 0; i < 20; i++) {
            call.speak();
        }
        call.hangUp();
    }

    @Test
    void whatCameWithTheFirstCheckGoesAlong() throws Exception {
        try (TinyServer tiny = start(NetworkIo.best())) {
            for (RouterHandle router : routers(tiny)) {
                TransportOptions transport = TinyServer.await(router.createWebRtcTransport());
                StunClient stun = new StunClient(transport.iceParameters(), "peer", new Random(1));
                byte[] frame = PeerSocket.frame(stun.bindingRequest());
                byte[] stream = new byte[frame.length * 3];
                for (int i = 0; i < 3; i++) {
                    System.arraycopy(frame, 0, stream, i * frame.length, frame.length);
                }
                try (PeerSocket.Tcp socket =
                        new PeerSocket.Tcp(
                                LoopbackPeer.address(transport, TransportProtocol.TCP))) {
                    socket.write(stream);
                    PacketBuffer answer = PacketBuffer.allocate(PacketBuffer.CAPACITY);
                    for (int i = 0; i < 3; i++) {
                        socket.receive(answer);
                        assertThat(stun.isSuccessResponse(answer)).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void allLoopsSayTheSamePort() throws Exception {
        try (TinyServer tiny = start(NetworkIo.best())) {
            for (RouterHandle router : routers(tiny)) {
                assertThat(TinyServer.await(router.createWebRtcTransport()).iceCandidates())
                        .hasSize(2)
                        .extracting(IceCandidate::port)
                        .containsOnly(tiny.port());
            }
        }
    }

    @Test
    void isSharedWithNoOtherServer() throws Exception {
        try (TinyServer tiny = start(NetworkIo.best())) {
            MediaServerConfig udpOnly =
                    new MediaServerConfig(
                            LOOPS,
                            tiny.port(),
                            TinyServer.config(tiny.port()).announcedAddresses(),
                            0,
                            RtcPorts.ONE_IN_ALL,
                            new WebRtcTransportOptions(true, false));
            assertThatThrownBy(() -> MediaServer.start(udpOnly))
                    .isInstanceOf(MediaServerException.class)
                    .hasMessageContaining("UDP port " + tiny.port() + " on 127.0.0.1");
        }
    }

    @Test
    void namesOfLoopsThatAreNotThereAreNobodys() throws Exception {
        assertThat(LoopMark.read(LoopMark.of(0) + "abcd")).isZero();
        assertThat(LoopMark.read(LoopMark.of(1023) + "abcd")).isEqualTo(1023);
        assertThat(LoopMark.read("3f")).isEqualTo(-1);
        assertThat(LoopMark.read("+ffab")).isEqualTo(-1);
        assertThat(LoopMark.read(null)).isEqualTo(-1);
        try (TinyServer tiny = start(NetworkIo.best());
                PeerSocket socket =
                        PeerSocket.open(
                                TransportProtocol.UDP,
                                LoopbackPeer.address(tiny.newTransport(), TransportProtocol.UDP))) {
            TransportOptions transport = tiny.newTransport();
            byte[] check =
                    new StunClient(transport.iceParameters(), "peer", new Random(1))
                            .bindingRequest();
            int name = 24;
            // The names of all loops are nobody's, so not what chance has put there.
            check[name + 5] = (byte) (check[name + 5] == 'x' ? 'y' : 'x');
            for (char digit : new char[] {'0', '1', '2', '3', 'f'}) {
                check[name + 2] = (byte) digit;
                socket.send(check);
            }
            socket.send(
                    new StunClient(transport.iceParameters(), "peer", new Random(1))
                            .bindingRequest());
            socket.receive(PacketBuffer.allocate(PacketBuffer.CAPACITY));
            // What was handed over is counted by the other loop, a little later.
            long start = System.nanoTime();
            long drops = 0;
            while (drops < 5 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                drops = TinyServer.await(tiny.server().drops()).of(DropReason.UNKNOWN_USER);
            }
            assertThat(drops).isEqualTo(5);
        }
    }
}
