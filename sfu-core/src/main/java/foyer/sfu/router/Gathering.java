package foyer.sfu.router;

import org.jspecify.annotations.Nullable;

/**
 * Packets of one producer that came at one time, as those of a frame do. They are forwarded to one
 * receiver after the other, all of them to each: what is kept for a receiver then is in the
 * processor's cache for all but the first, and what leaves is in the order in which it is sent.
 *
 * <p>When they are forwarded follows from what came alone, so that a replay does the same: before
 * anything else happens in the router, and at the end of what was read together, which all has one
 * time.
 */
final class Gathering {
    /** A frame is hardly more; what is more is forwarded in two parts. */
    static final int MOST = 32;

    private final @Nullable GatheredPacket[] packets = new @Nullable GatheredPacket[MOST];
    private @Nullable Producer producer;
    private int count;
    private int turns;

    /** Where the next packet goes. */
    GatheredPacket next() {
        return at(count);
    }

    private GatheredPacket at(int index) {
        GatheredPacket packet = packets[index];
        if (packet == null) {
            packet = new GatheredPacket();
            packets[index] = packet;
        }
        return packet;
    }

    /** Forwards what cannot be together with a packet that the producer is sent now. */
    void before(Producer next, long nowNanos, RouterOutput out) {
        if (count > 0 && (producer != next || count == MOST)) {
            forward(out);
        }
        before(nowNanos, out);
    }

    /** Forwards what came before a moment. */
    void before(long nowNanos, RouterOutput out) {
        if (count > 0 && at(count - 1).nowNanos() != nowNanos) {
            forward(out);
        }
    }

    /** The packet that was put into {@link #next} belongs to it. */
    void add(Producer owner) {
        producer = owner;
        count++;
    }

    /** Forwards all that there are; the packet in {@link #next}, which is none yet, stays. */
    void forward(RouterOutput out) {
        Producer owner = producer;
        if (count == 0 || owner == null) {
            return;
        }
        int gathered = count;
        count = 0;
        producer = null;
        evenOut(gathered);
        int receivers = owner.consumers().size();
        // Who is first has its packets before the others where some share a narrow place.
        int first = Math.floorMod(turns++, Math.max(1, receivers));
        for (int i = 0; i < receivers; i++) {
            Consumer consumer = owner.consumers().get((first + i) % receivers);
            for (int j = 0; j < gathered; j++) {
                consumer.forward(at(j), out);
            }
        }
        if (gathered < MOST && packets[gathered] != null) {
            GatheredPacket unfinished = packets[gathered];
            packets[gathered] = packets[0];
            packets[0] = unfinished;
        }
    }

    /**
     * A segmented send takes datagrams of one size, but for a smaller last one. Who divides a frame
     * evenly makes the first packets a byte shorter than the rest (as libwebrtc does), which would
     * be a send more to each receiver: a byte of padding is less.
     */
    private void evenOut(int gathered) {
        int longest = 0;
        for (int i = gathered - 1; i >= 0; i--) {
            GatheredPacket packet = at(i);
            if (i + 1 < gathered && packet.isOfFrame(at(i + 1))) {
                packet.evenOut(longest);
            } else {
                longest = 0;
            }
            longest = Math.max(longest, packet.packet().buffer().length());
        }
    }
}
