package foyer.sfu.scenario;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterTap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A call in virtual time: who is in it, what happens when, and how it went. */
final class Scenario {
    /** What somebody sends. */
    record Produced(String id, VirtualPeer owner) {}

    private static final long START_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_PROBLEMS = 20;

    /** More than one try all plans on a room that is split. */
    private static final int ROUTERS = Integer.getInteger("foyer.routers", 1);

    private final long seed;
    private final SplittableRandom random;
    private final EventQueue events = new EventQueue(START_NANOS);
    private final VirtualServer server;
    private final List<VirtualPeer> peers = new ArrayList<>();
    private final List<Produced> producers = new ArrayList<>();
    private final Map<InetSocketAddress, VirtualPeer> addresses = new HashMap<>();
    private int told;

    Scenario(long seed) {
        this(seed, config -> RouterTap.NONE);
    }

    /** A call that somebody listens to. */
    Scenario(long seed, Function<RouterConfig, RouterTap> tap) {
        this(seed, tap, ROUTERS);
    }

    /** A call whose room is on so many loops. */
    static Scenario split(long seed, int routers) {
        return new Scenario(seed, config -> RouterTap.NONE, routers);
    }

    private Scenario(long seed, Function<RouterConfig, RouterTap> tap, int routers) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        server = new VirtualServer(events, random.nextLong(), tap, routers);
        server.network((to, datagram) -> {
            VirtualPeer peer = addresses.get(to);
            if (peer != null) {
                peer.deliver(datagram, to);
            }
        });
    }

    EventQueue events() {
        return events;
    }

    VirtualServer server() {
        return server;
    }

    List<VirtualPeer> peers() {
        return peers;
    }

    List<Produced> producers() {
        return producers;
    }

    VirtualPeer peer(String name, LinkConditions bothWays) {
        return peer(name, bothWays, bothWays);
    }

    VirtualPeer peer(String name, LinkConditions up, LinkConditions down) {
        VirtualPeer peer = new VirtualPeer(name, this, random.split(), up, down);
        peers.add(peer);
        return peer;
    }

    List<VirtualPeer> peers(int count, LinkConditions bothWays) {
        for (int i = 0; i < count; i++) {
            peer("peer" + i, bothWays);
        }
        return peers;
    }

    InetSocketAddress newAddress(VirtualPeer peer) {
        int number = addresses.size() + 1;
        byte[] ip = {10, 0, (byte) (number >> 8), (byte) number};
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByAddress(ip), 10_000 + number);
            addresses.put(address, peer);
            return address;
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Plans a step, counted from the start of the call. */
    Scenario at(Duration time, Runnable step) {
        events.at(START_NANOS + time.toNanos(), step);
        return this;
    }

    /** Everybody joins, sends and consumes everything. */
    Scenario everybodyMeets(Duration time) {
        for (VirtualPeer peer : peers) {
            at(
                    time,
                    () -> {
                        peer.join();
                        peer.produceAll();
                        peer.consumeAll();
                    });
        }
        return this;
    }

    void produced(Produced produced) {
        producers.add(produced);
        peers.forEach(peer -> peer.offered(produced));
    }

    void gone(String producerId) {
        producers.removeIf(produced -> produced.id().equals(producerId));
    }

    /** The virtual moment of a time since the start. */
    static long nanosAt(Duration time) {
        return START_NANOS + time.toNanos();
    }

    /** Lets the call go on until so long after its start. */
    Scenario run(Duration until) {
        long end = START_NANOS + until.toNanos();
        while (true) {
            long deadline = Math.max(server.nextDeadlineNanos(), server.stalledUntilNanos());
            long next = events.nextNanos();
            if (Math.min(deadline, next) > end) {
                break;
            }
            if (deadline <= next) {
                events.advance(deadline);
                server.onDeadline();
            } else {
                events.step();
                if (events.nextNanos() > events.nowNanos()) {
                    server.settle();
                }
            }
            hear();
        }
        events.advance(end);
        return this;
    }

    /** What signaling would tell the peers. */
    private void hear() {
        List<RouterEvent> all = server.events();
        while (told < all.size()) {
            if (all.get(told++) instanceof RouterEvent.ConsumerClosed closed) {
                for (VirtualPeer peer : peers) {
                    peer.tracks().stream()
                            .filter(track -> track.consumerId().equals(closed.consumerId()))
                            .forEach(ReceivedTrack::close);
                }
            }
        }
    }

    /** The server does nothing for a while, as when its memory is collected. */
    void stall(Duration length) {
        server.stall(length.toNanos());
    }

    List<ReceivedTrack> tracks() {
        return peers.stream().flatMap(peer -> peer.tracks().stream()).toList();
    }

    List<ReceivedTrack> videoTracks() {
        return tracks().stream().filter(ReceivedTrack::isVideo).toList();
    }

    /** Everything that any receiver could not make sense of, with the seed; empty is good. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (VirtualPeer peer : peers) {
            for (ReceivedTrack track : peer.tracks()) {
                track.problems().forEach(problem -> problems.add(seed() + peer + " " + problem));
            }
            if (peer.subscriber().transport().unprotectFailures() > 0) {
                problems.add(seed() + peer + " could not unprotect packets");
            }
        }
        return problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
    }

    /** For messages of assertions. */
    String seed() {
        return "seed " + seed + ": ";
    }
}
