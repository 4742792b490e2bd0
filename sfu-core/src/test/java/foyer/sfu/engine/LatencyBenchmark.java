package foyer.sfu.engine;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.scenario.ForwardingBenchmark;
import foyer.sfu.scenario.ForwardingBenchmark.Reading;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpReport;
import foyer.sfu.wire.Drops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a packet takes through a media loop that has so much to do: from the moment at which it
 * is there until the kernel has what was made of it for all receivers, sent over loopback. Frames
 * of six packets come to rooms as they come from many publishers who know nothing of each other (at
 * random, a Poisson process), so often that the loop is busy for a given share of the time. A frame
 * that comes while the loop is busy waits, and its wait counts: nothing is left out because the
 * loop was late. Reading from the socket is not in it.
 *
 * <p>Twice: by the clock, with all that others on the machine take of the core; and as it would be
 * on a core of its own, where a frame takes its processor time, collections stop everything for as
 * long as they did here, and who comes meanwhile waits (Lindley's recursion of the same arrivals).
 */
public final class LatencyBenchmark {
    private static final int PACKETS_PER_FRAME = 6;

    /** Of a room, between two turns in which sockets are emptied. */
    private static final int FRAMES = 8;

    private static final int WARM_UP_TURNS = 60;
    private static final long SLEEP_NANOS = 100_000;

    private final List<ForwardingBenchmark> rooms = new ArrayList<>();
    private final LoopbackSinks sinks;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Times whole = new Times();
    private final Times woken = new Times();
    private final Times work = new Times();
    private final Times alone = new Times();
    private final Times cpu = new Times();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private double frameNanos;
    private double cpuNanos;
    private double backlog;

    private LatencyBenchmark(int roomCount, int receivers, UdpSocket socket) throws IOException {
        SrtpReport report = Srtp.choose(SrtpCipher.AUTO, System::nanoTime);
        sinks = new LoopbackSinks(roomCount * receivers);
        for (int i = 0; i < roomCount; i++) {
            rooms.add(
                    new ForwardingBenchmark(
                            sinks.paths().subList(i * receivers, (i + 1) * receivers),
                            new Srtp(report::choice),
                            new WholePathBenchmark.Own(socket)));
        }
    }

    /** Moments of one kind. */
    private static final class Times {
        private long[] nanos = new long[1 << 10];
        private int count;

        void add(long one) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = one;
        }

        long last() {
            return nanos[count - 1];
        }

        double mean() {
            return sum() / count;
        }

        void clear() {
            count = 0;
        }

        double sum() {
            return Arrays.stream(nanos, 0, count).asDoubleStream().sum();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.2f / %.2f / %.2f ms", millis(0.5), millis(0.99), millis(1));
        }

        double millis(double share) {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return count == 0 ? 0 : sorted[(int) Math.min(count - 1, share * count)] / 1e6;
        }
    }

    /** One turn; the nanoseconds that it took. */
    private long turn(double share) throws IOException {
        for (ForwardingBenchmark room : rooms) {
            room.prepare(FRAMES * PACKETS_PER_FRAME);
            room.consent();
        }
        sinks.drain();
        long began = System.nanoTime();
        long due = began;
        long free = began;
        for (int i = 0; i < FRAMES * rooms.size(); i++) {
            double apart = -Math.log(1 - random.nextDouble()) / share;
            due += (long) (apart * frameNanos);
            await(due);
            long start = System.nanoTime();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long pausedBefore = collections(GarbageCollectorMXBean::getCollectionTime);
            if (free < due) {
                woken.add(start - due);
            }
            rooms.get(i % rooms.size()).play(PACKETS_PER_FRAME, i / rooms.size(), Reading.TOGETHER);
            free = System.nanoTime();
            work.add(free - start);
            whole.add(free - due);
            long paused = collections(GarbageCollectorMXBean::getCollectionTime) - pausedBefore;
            cpu.add(threads.getCurrentThreadCpuTime() - cpuBefore);
            backlog = Math.max(0, backlog - apart * cpuNanos) + cpu.last() + paused * 1e6;
            alone.add((long) backlog);
        }
        return free - began;
    }

    /** As a loop waits: asleep, unless it is soon. */
    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > SLEEP_NANOS) {
                LockSupport.parkNanos(left);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void run(double[] shares, double seconds) throws IOException {
        for (int i = 0; i < WARM_UP_TURNS; i++) {
            clear();
            turn(1);
            frameNanos = work.mean();
            cpuNanos = cpu.mean();
        }
        for (double share : shares) {
            clear();
            backlog = 0;
            long collections = collections(GarbageCollectorMXBean::getCollectionCount);
            long pauses = collections(GarbageCollectorMXBean::getCollectionTime);
            double nanos = 0;
            while (nanos < seconds * 1e9) {
                nanos += turn(share);
                // What others do on the machine changes what a frame takes.
                frameNanos = work.mean();
                cpuNanos = cpu.mean();
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %.0f %% | %.2f ms | %s | %.2f ms | %s | %.2f ms | %d, %d ms |%n",
                    100 * share,
                    cpuNanos / 1e6,
                    alone,
                    frameNanos / 1e6,
                    whole,
                    woken.millis(0.99),
                    collections(GarbageCollectorMXBean::getCollectionCount) - collections,
                    collections(GarbageCollectorMXBean::getCollectionTime) - pauses);
        }
    }

    private void clear() {
        for (Times each : List.of(whole, woken, work, alone, cpu)) {
            each.clear();
        }
    }

    private interface Figure {
        long of(GarbageCollectorMXBean collector);
    }

    private static long collections(Figure figure) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(figure::of).sum();
    }

    private static void measure(int rooms, int receivers, double seconds) throws Exception {
        NetworkIo io = NetworkIo.best();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io.handlers());
        try {
            Channel channel =
                    Sockets.bind(
                            io,
                            group.next(),
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                            Sockets.Sharing.ALONE,
                            new ChannelInboundHandlerAdapter() {});
            UdpSocket socket = UdpSocket.open(channel, UdpSending.best(io), new Drops());
            LatencyBenchmark benchmark = new LatencyBenchmark(rooms, receivers, socket);
            group.next()
                    .submit(() -> {
                        benchmark.run(new double[] {0.1, 0.5, 0.85}, seconds);
                        return null;
                    })
                    .get();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** Arguments: rooms, receivers of each, and seconds for each load. */
    public static void main(String[] arguments) throws Exception {
        int rooms = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        int receivers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        double seconds = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 20;
        System.out.printf(
                "%d rooms of %d receivers, frames of %d packets%n%n"
                        + "| load | a frame, CPU | in to out on a core of its own, p50 / p99 / max"
                        + " | a frame, by the clock | in to out by the clock | woken late, p99"
                        + " | collections, their pauses |%n"
                        + "|---|---|---|---|---|---|---|%n",
                rooms, receivers, PACKETS_PER_FRAME);
        measure(rooms, receivers, seconds);
    }
}
