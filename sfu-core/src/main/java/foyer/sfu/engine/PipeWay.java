package foyer.sfu.engine;

import foyer.sfu.router.PipedAs;
import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way of producers' packets from one loop to another that has consumers of them: clear, each
 * once. What one batch of the loop brought goes as one message, which nothing is allocated for. A
 * loop that does not keep up finds more in each, and loses packets when all are full.
 */
final class PipeWay {
    /** Two mebibytes on their way at most: some tens of milliseconds of a large room. */
    static final int BATCHES = 64;

    static final int PACKETS = 64;

    private static final int BYTES = 1 << 15;

    private final Loop to;
    private final BatchWay<Batch> way;

    PipeWay(Loop to) {
        this.to = to;
        this.way = new BatchWay<>(to, BATCHES, Batch::new);
    }

    /**
     * Takes a copy of a packet.
     *
     * @return false when no memory is free
     * @see foyer.sfu.router.RouterOutput#transmitPiped
     */
    boolean add(
            LoopRouter router,
            int pipe,
            int stream,
            long extendedSequence,
            PipedAs as,
            PacketBuffer packet) {
        Batch batch = way.filling();
        if (batch != null && !batch.hasRoom(packet.length())) {
            way.seal();
            batch = way.filling();
        }
        if (batch == null) {
            return false;
        }
        batch.add(router, pipe, stream, extendedSequence, as, packet);
        return true;
    }

    /** Sends what there is. */
    void send() {
        way.send();
    }

    /** Sends what there is; what comes now goes behind everything that is said next. */
    void seal() {
        way.seal();
    }

    /** Packets one behind the other, and what each was sent with. */
    private final class Batch extends BatchWay.Batch {
        private final byte[] bytes = new byte[BYTES];
        private final @Nullable LoopRouter[] routers = new @Nullable LoopRouter[PACKETS];
        private final int[] pipes = new int[PACKETS];
        private final int[] streams = new int[PACKETS];
        private final long[] extended = new long[PACKETS];
        private final PipedAs[] meanings = new PipedAs[PACKETS];
        private final int[] ends = new int[PACKETS];
        private final PacketBuffer view = PacketBuffer.allocate(0);
        private int count;
        private int end;

        boolean hasRoom(int length) {
            return count < PACKETS && end + length <= BYTES;
        }

        void add(
                LoopRouter router,
                int pipe,
                int stream,
                long extendedSequence,
                PipedAs as,
                PacketBuffer packet) {
            packet.getBytes(0, bytes, end, packet.length());
            end += packet.length();
            routers[count] = router;
            pipes[count] = pipe;
            streams[count] = stream;
            extended[count] = extendedSequence;
            meanings[count] = as;
            ends[count] = end;
            count++;
        }

        @Override
        void read() {
            int start = 0;
            for (int i = 0; i < count; i++) {
                LoopRouter router = routers[i];
                if (router != null) {
                    view.rewrap(bytes, start, ends[i] - start);
                    router.receivePiped(pipes[i], streams[i], extended[i], meanings[i], view);
                }
                start = ends[i];
            }
            to.settle();
        }

        @Override
        void clear() {
            for (int i = 0; i < count; i++) {
                // A room that has ended is kept by nobody.
                routers[i] = null;
            }
            count = 0;
            end = 0;
        }
    }
}
