package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.Start;
import foyer.sfu.api.TransportState;
import foyer.sfu.router.RouterStats;
import foyer.sfu.scenario.PeerParameters;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.TransportProtocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One room on two loops, over real sockets: with a limit of one consumer, transports take turns.
 */
class SplitRoomTest {
    @ParameterizedTest
    @EnumSource(RtcPorts.class)
    void mediaCrossesBothWaysAndWhoSpeaksIsKnown(RtcPorts ports) throws Exception {
        try (TinyServer tiny = TinyServer.split(2, ports, 1)) {
            RouterHandle room = tiny.router();
            try (Person anna = new Person(tiny, 1);
                    Person ben = new Person(tiny, 2)) {
                Set<Integer> loops =
                        TinyServer.await(room.stats()).transports().stream()
                                .map(RouterStats.TransportStats::loop)
                                .collect(Collectors.toSet());
                assertThat(loops).containsExactlyInAnyOrder(0, 1);
                ProducerDescription ofAnna = anna.produce();
                ProducerDescription ofBen = ben.produce();
                ConsumerDescription toBen = ben.consume(ofAnna.id());
                ConsumerDescription toAnna = anna.consume(ofBen.id());
                assertThat(toBen.producerId()).isEqualTo(ofAnna.id());
                for (int i = 0; i < 100; i++) {
                    anna.speak(i);
                    ben.hears(i);
                    ben.speak(1_000 + i);
                    anna.hears(1_000 + i);
                }
                RouterStats stats = TinyServer.await(room.stats());
                assertThat(stats.producers()).hasSize(2);
                assertThat(stats.consumers()).hasSize(2);
                assertThat(stats.pipes())
                        .hasSize(2)
                        .allSatisfy(pipe -> {
                            assertThat(pipe.packets()).isEqualTo(100);
                            assertThat(pipe.dropped()).isZero();
                        });
                MediaServerStats figures = TinyServer.await(tiny.server().stats());
                assertThat(figures.drops()).doesNotContainKey(DropReason.PIPE_FULL);
                assertThat(figures.loops())
                        .allSatisfy(loop -> {
                            assertThat(loop.pipes().open()).isEqualTo(1);
                            assertThat(loop.pipes().packets()).isEqualTo(100);
                            assertThat(loop.producers()).isEqualTo(1);
                        });
                bothAreHeard(tiny, anna, ben);
                bothAreSeen(anna, ben);
                TinyServer.await(room.closeProducer(ofAnna.id()));
                await(
                        tiny,
                        new RouterEvent.ConsumerClosed(ben.transportId(), toBen.id(), ofAnna.id()));
                TinyServer.await(room.closeConsumer(toAnna.id()));
                awaitNoPipes(room, Set.of(ofAnna.id(), ofBen.id()));
            }
            TinyServer.await(room.close());
            assertThatThrownBy(tiny::newTransport).hasMessageContaining("is closed");
        }
    }

    private static void bothAreHeard(TinyServer tiny, Person anna, Person ben) throws Exception {
        Set<String> waiting = new HashSet<>(Set.of(anna.producerId(), ben.producerId()));
        long start = System.nanoTime();
        for (int i = 200; !waiting.isEmpty(); i++) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
            anna.speak(i);
            ben.speak(i);
            RouterEvent event = tiny.events().poll(20, TimeUnit.MILLISECONDS);
            if (event instanceof RouterEvent.AudioLevels levels) {
                levels.levels().forEach(level -> waiting.remove(level.producerId()));
            }
        }
    }

    private static void bothAreSeen(Person anna, Person ben) throws Exception {
        String ofAnna = anna.produceVideo().id();
        String ofBen = ben.produceVideo().id();
        ben.consume(ofAnna);
        anna.consume(ofBen);
        ben.seesFrom(anna, 100_000);
        anna.seesFrom(ben, 200_000);
    }

    private static void await(TinyServer tiny, RouterEvent expected) throws Exception {
        List<RouterEvent> seen = new ArrayList<>();
        while (true) {
            RouterEvent event = tiny.events().poll(5, TimeUnit.SECONDS);
            assertThat(event).as("instead: %s", seen).isNotNull();
            if (expected.equals(event)) {
                return;
            }
            seen.add(event);
        }
    }

    private static void awaitNoPipes(RouterHandle room, Set<String> producers) throws Exception {
        long start = System.nanoTime();
        while (TinyServer.await(room.stats()).pipes().stream()
                .anyMatch(pipe -> producers.contains(pipe.producerId()))) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
        }
    }

    /** Somebody with one transport both ways. */
    private static final class Person implements AutoCloseable {
        private final RouterHandle room;
        private final LoopbackPeer peer;
        private final long ssrc;
        private String producerId = "";

        Person(TinyServer tiny, long seed) throws Exception {
            room = tiny.router();
            ssrc = 4_000 + seed;
            peer = new LoopbackPeer(tiny.newTransport(), seed, TransportProtocol.UDP);
            TinyServer.await(room.connectTransport(peer.transportId(), peer.dtlsParameters()));
            peer.connect();
            SplitRoomTest.await(
                    tiny,
                    new RouterEvent.TransportStateChanged(
                            peer.transportId(), TransportState.CONNECTED));
        }

        String transportId() {
            return peer.transportId();
        }

        String producerId() {
            return producerId;
        }

        ProducerDescription produce() throws Exception {
            ProducerDescription made =
                    TinyServer.await(
                            room.produce(
                                    peer.transportId(),
                                    new ProducerOptions(
                                            MediaKind.AUDIO,
                                            PeerParameters.audio("0", "person" + ssrc, ssrc),
                                            Start.RUNNING)));
            producerId = made.id();
            return made;
        }

        ProducerDescription produceVideo() throws Exception {
            return TinyServer.await(
                    room.produce(
                            peer.transportId(),
                            new ProducerOptions(
                                    MediaKind.VIDEO,
                                    PeerParameters.video("1", "person" + ssrc, List.of("q")),
                                    Start.RUNNING)));
        }

        /** Sees one of the pictures that the other one sends now. */
        void seesFrom(Person sender, int first) throws Exception {
            for (int i = 0; i < 500; i++) {
                sender.peer.sendVideo(sender.ssrc + 100, "q", first + i);
                Integer seen = peer.nextPayload(20);
                while (seen != null) {
                    if (seen >= first && seen <= first + i) {
                        return;
                    }
                    seen = peer.nextPayload(20);
                }
            }
            throw new AssertionError("no picture from " + first);
        }

        ConsumerDescription consume(String id) throws Exception {
            return TinyServer.await(
                    room.consume(
                            peer.transportId(),
                            new ConsumerOptions(id, room.rtpCapabilities(), Start.RUNNING)));
        }

        void speak(int number) throws Exception {
            peer.sendAudio(ssrc, number);
        }

        void hears(int number) throws Exception {
            assertThat(peer.nextPayload(5_000)).isEqualTo(number);
        }

        @Override
        public void close() {
            peer.close();
        }
    }
}
