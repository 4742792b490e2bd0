package foyer.sfu.engine;

import foyer.sfu.wire.DropReason;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Hostile datagrams at the media port during a call, from a stranger and from a peer's own address:
 * random ones, and real ones cut short or with flipped bits. Between them the peer speaks, and must
 * be heard: so the flood goes as fast as the server takes it.
 *
 * <p>{@code main}: {@code -Dfoyer.flood=10000000} datagrams, {@code -Dfoyer.flood.seed=1}.
 */
final class DatagramFlood {
    private static final int BETWEEN_WORDS = 50;
    private static final int BETWEEN_CONSENTS = 5000;
    private static final int REAL = 64;

    /** What a flood came to. */
    record Outcome(
            long datagrams,
            int words,
            long loopCpuNanos,
            long nanos,
            long memoryBefore,
            long memoryAfter,
            Map<DropReason, Long> drops) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d datagrams in %,d ms, %d words heard; loop CPU %,d ns a datagram;"
                            + " memory %,d kB before, %,d kB after; drops %s",
                    datagrams,
                    nanos / 1_000_000,
                    words,
                    loopCpuNanos / datagrams,
                    memoryBefore / 1024,
                    memoryAfter / 1024,
                    drops);
        }
    }

    private final LoopbackCall call;
    private final SplittableRandom random;
    private final byte[][] real = new byte[REAL][];
    private int realCount;

    DatagramFlood(LoopbackCall call, long seed) {
        this.call = call;
        this.random = new SplittableRandom(seed);
    }

    /** Sends so many; fails when the call does not go on. */
    Outcome run(long datagrams) throws Exception {
        for (int i = 0; i < REAL; i++) {
            remember(call.speak());
        }
        long memoryBefore = memory();
        long cpuBefore = loopCpuNanos();
        long startNanos = System.nanoTime();
        int words = 0;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket stranger = new DatagramSocket(0, loopback)) {
            for (long i = 0; i < datagrams; i++) {
                send(stranger, loopback);
                if (i % BETWEEN_CONSENTS == 0) {
                    call.consent();
                }
                if (i % BETWEEN_WORDS == 0) {
                    remember(call.speak());
                    words++;
                }
            }
            call.speak();
        }
        long nanos = System.nanoTime() - startNanos;
        long cpu = loopCpuNanos() - cpuBefore;
        Map<DropReason, Long> drops = TinyServer.await(call.server().server().drops()).snapshot();
        return new Outcome(datagrams, words, cpu, nanos, memoryBefore, memory(), drops);
    }

    private void remember(byte[] datagram) {
        real[realCount++ % REAL] = datagram;
    }

    private void send(DatagramSocket stranger, InetAddress loopback) throws IOException {
        byte[] datagram =
                switch (random.nextInt(3)) {
                    case 0 -> garbage();
                    case 1 -> truncated();
                    default -> flipped();
                };
        if (random.nextBoolean()) {
            call.sender().send(datagram);
        } else {
            stranger.send(
                    new DatagramPacket(datagram, datagram.length, loopback, call.server().port()));
        }
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(1500)];
        random.nextBytes(bytes);
        if (bytes.length > 8 && random.nextInt(4) == 0) {
            // STUN's magic cookie (RFC 8489 5)
            bytes[0] = 0;
            System.arraycopy(new byte[] {0x21, 0x12, (byte) 0xa4, 0x42}, 0, bytes, 4, 4);
        }
        return bytes;
    }

    private byte[] truncated() {
        byte[] datagram = real[random.nextInt(REAL)];
        return Arrays.copyOf(datagram, random.nextInt(datagram.length));
    }

    private byte[] flipped() {
        byte[] copy = real[random.nextInt(REAL)].clone();
        int bit = random.nextInt(copy.length * 8);
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    private static long loopCpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("media")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos;
    }

    /** Heap in use after a collection, and direct buffers. */
    private static long memory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += pool.getMemoryUsed();
        }
        return bytes;
    }

    public static void main(String[] arguments) throws Exception {
        long datagrams = Long.getLong("foyer.flood", 10_000_000);
        try (LoopbackCall call = LoopbackCall.start()) {
            System.out.println(
                    new DatagramFlood(call, Long.getLong("foyer.flood.seed", 1)).run(datagrams));
        }
    }
}
