package foyer.sfu.engine;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.engine.LoopTurn.Mark;
import foyer.sfu.engine.LoopTurn.Together;
import foyer.sfu.scenario.PreparedVideo;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpReport;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Path;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * What a second loop adds when nothing but the loops is in the way: the engine's loops are given
 * datagrams that are there already, and send to sockets that nobody reads. By turns in one run: a
 * room on one loop alone, a room on each of two, one room on both. Each loop has as many receivers
 * in all of them, so that what it has to remember is as large.
 *
 * <p>Every turn is measured by the clock, which is true only while the loops have their cores, and
 * by the threads' processor time, which holds beside other processes too: the work that two loops
 * can do is bounded by the one that needs more time for its part of a packet.
 */
public final class LoopsBenchmark {
    /** Of one turn and loop: some dozens of milliseconds, which others may leave alone. */
    private static final int DATAGRAMS = 24_000;

    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long TURN_SECONDS = 20;

    private final EngineClock clock = new EngineClock();
    private final List<Loop> loops = new ArrayList<>();
    private final List<FedRoom> rooms = new ArrayList<>();
    private final List<FedRoom.Sender> alone = new ArrayList<>();
    private final FedRoom.Sender split;
    private final Loop second;
    private final int receivers;
    private final int frames;
    private final LoopsTable table;
    private long consentNanos;

    private LoopsBenchmark(int receivers, EventLoopGroup media, UnreadSinks sinks)
            throws Exception {
        this.receivers = receivers;
        frames = Math.max(1, DATAGRAMS / receivers / PreparedVideo.PACKETS_PER_FRAME);
        table = new LoopsTable(receivers);
        SrtpReport report = Srtp.choose(SrtpCipher.AUTO, System::nanoTime);
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        for (int i = 0; i < 2; i++) {
            Loop loop = open(i, media);
            loops.add(loop);
            FedRoom room = new FedRoom("own" + i, loop, i, new Srtp(report::choice), identity);
            alone.add(filled(room, sinks));
        }
        second = loops.getLast();
        FedRoom home =
                new FedRoom("split", loops.getFirst(), 0, new Srtp(report::choice), identity);
        FedRoom away = new FedRoom("away", second, 0, new Srtp(report::choice), identity);
        on(home, () -> home.meet(away));
        on(away, () -> away.meet(home));
        split = filled(home, sinks);
        List<Path> others = sinks.open(receivers);
        rooms.add(away);
        on(away, away::open);
        on(away, () -> away.addReceivers(others, split.source()));
    }

    private Loop open(int index, EventLoopGroup media) throws MediaServerException {
        NetworkIo io = NetworkIo.best();
        Loop loop = new Loop(index, media.next(), clock, UdpSending.best(io), TcpPatience.DEFAULT);
        Channel channel =
                Sockets.bind(
                        io,
                        loop.eventLoop(),
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        Sockets.Sharing.ALONE,
                        new LoopSocket(loop, 0, UdpReceiving.CHANNEL));
        loop.opened(
                List.of((InetSocketAddress) channel.localAddress()),
                List.of(channel),
                List.of(),
                List.of());
        return loop;
    }

    private FedRoom.Sender filled(FedRoom room, UnreadSinks sinks) throws Exception {
        rooms.add(room);
        Path from = sinks.open(1).getFirst();
        List<Path> to = sinks.open(receivers);
        return get(
                room,
                () -> {
                    room.open();
                    FedRoom.Sender sender = room.addSender(from);
                    room.addReceivers(to, sender.source());
                    return sender;
                });
    }

    private static void on(FedRoom room, Runnable work) throws Exception {
        await(room.loop().eventLoop().submit(work));
    }

    private static <T> T get(FedRoom room, Callable<T> work) throws Exception {
        return await(room.loop().eventLoop().submit(work));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.get(TURN_SECONDS, TimeUnit.SECONDS);
    }

    private void keepPaths() throws Exception {
        if (consentNanos == 0 || clock.nowNanos() - consentNanos > CONSENT_NANOS) {
            consentNanos = clock.nowNanos();
            for (FedRoom room : rooms) {
                on(room, room::consent);
            }
        }
    }

    private Together alone(int loop) throws Exception {
        alone.get(loop).prepare(frames);
        return checked(Together.of(await(Feeder.feed(alone.get(loop).room()))), 1);
    }

    private Together both() throws Exception {
        alone.forEach(sender -> sender.prepare(frames));
        List<CompletableFuture<LoopTurn>> turns =
                alone.stream().map(sender -> Feeder.feed(sender.room())).toList();
        return checked(Together.of(await(turns.getFirst()), await(turns.getLast())), 2);
    }

    private Together split() throws Exception {
        split.prepare(frames);
        return checked(await(Feeder.feed(split.room(), second)), 2);
    }

    /** All has left; reports may come to it. */
    private Together checked(Together turn, int parts) {
        long expected = (long) parts * frames * PreparedVideo.PACKETS_PER_FRAME * receivers;
        if (turn.steps() < expected) {
            throw new IllegalStateException("sent " + turn.steps() + " of " + expected);
        }
        return turn;
    }

    /** What the machine's cores give when nothing is shared: checksums of memory of their own. */
    private Together cores(Loop... on) throws Exception {
        List<Future<LoopTurn>> turns = new ArrayList<>();
        for (Loop loop : on) {
            turns.add(loop.eventLoop().submit(LoopsBenchmark::checksums));
        }
        List<LoopTurn> done = new ArrayList<>();
        for (Future<LoopTurn> turn : turns) {
            done.add(await(turn));
        }
        return new Together(done);
    }

    private static LoopTurn checksums() {
        byte[] memory = new byte[1 << 18];
        CRC32C sum = new CRC32C();
        int passes = 0;
        Mark start = Mark.of(passes);
        while (passes < 1_000) {
            sum.update(memory);
            passes++;
        }
        return start.until(Mark.of(passes));
    }

    private void run(long measuredNanos) throws Exception {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() - warm < 0) {
            play(new LoopsTable(receivers));
        }
        long end = System.nanoTime() + measuredNanos;
        while (System.nanoTime() - end < 0) {
            play(table);
        }
        for (Loop loop : loops) {
            long lost = await(loop.eventLoop().submit(loop::drops)).of(DropReason.PIPE_FULL);
            if (lost > 0) {
                throw new IllegalStateException("lost between the loops: " + lost);
            }
        }
    }

    /** A round: each way in its turn, and next to what it is compared with. */
    private void play(LoopsTable into) throws Exception {
        keepPaths();
        Together one = alone(0);
        Together both = both();
        Together other = alone(1);
        Together split = split();
        into.add(LoopsTable.Way.ONE_LOOP, one, other, one);
        into.add(LoopsTable.Way.ONE_LOOP, one, other, other);
        into.add(LoopsTable.Way.A_ROOM_ON_EACH, one, other, both);
        into.add(LoopsTable.Way.A_ROOM_ON_BOTH, one, other, split);
        Together core = cores(loops.getFirst());
        Together cores = cores(loops.getFirst(), second);
        Together otherCore = cores(second);
        into.add(LoopsTable.Way.ONE_CORE, core, otherCore, core);
        into.add(LoopsTable.Way.ONE_CORE, core, otherCore, otherCore);
        into.add(LoopsTable.Way.TWO_CORES, core, otherCore, cores);
    }

    /**
     * Arguments: receivers on a loop, seconds to measure, and a file with an earlier run's lines.
     */
    public static void main(String[] arguments) throws Exception {
        int receivers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        EarlierRun before = arguments.length > 2 ? EarlierRun.in(arguments[2]) : EarlierRun.none();
        NetworkIo io = NetworkIo.best();
        EventLoopGroup media = new MultiThreadIoEventLoopGroup(2, io.handlers());
        try (UnreadSinks sinks = new UnreadSinks()) {
            LoopsBenchmark benchmark = new LoopsBenchmark(receivers, media, sinks);
            benchmark.run(TimeUnit.SECONDS.toNanos(seconds));
            benchmark.table.print();
            if (!benchmark.table.holds(before)) {
                System.exit(1);
            }
        } finally {
            media.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
