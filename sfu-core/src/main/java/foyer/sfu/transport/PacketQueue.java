package foyer.sfu.transport;

import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/** Copies of packets in the order in which they are to be sent. */
final class PacketQueue {
    private final PacketPool pool;
    private PacketPool.@Nullable Waiting head;
    private PacketPool.@Nullable Waiting tail;
    private int packets;
    private int bytes;

    PacketQueue(PacketPool pool) {
        this.pool = pool;
    }

    boolean isEmpty() {
        return head == null;
    }

    int packets() {
        return packets;
    }

    int bytes() {
        return bytes;
    }

    void add(PacketBuffer packet, int numberOffset, int sendTimeOffset, long nowNanos) {
        PacketPool.Waiting waiting = pool.take();
        waiting.packet.set(packet);
        waiting.numberOffset = numberOffset;
        waiting.sendTimeOffset = sendTimeOffset;
        waiting.sinceNanos = nowNanos;
        append(waiting);
        packets++;
        bytes += packet.length();
    }

    private void append(PacketPool.Waiting waiting) {
        PacketPool.Waiting last = tail;
        if (last == null) {
            head = waiting;
        } else {
            last.next = waiting;
        }
        tail = waiting;
    }

    /** The first, still in the queue. */
    PacketPool.@Nullable Waiting peek() {
        return head;
    }

    /** Removes the first; its buffer may be used until the next {@link #add}. */
    void remove() {
        PacketPool.Waiting first = head;
        if (first != null) {
            head = first.next;
            if (head == null) {
                tail = null;
            }
            first.next = null;
            packets--;
            bytes -= first.packet.length();
            pool.give(first);
        }
    }

    /** Removes all packets of an SSRC. */
    void removeAll(long ssrc) {
        for (int left = packets; left > 0; left--) {
            PacketPool.Waiting first = head;
            if (first == null) {
                return;
            }
            if (first.packet.u32(8) == ssrc) {
                remove();
            } else if (first.next != null) {
                head = first.next;
                first.next = null;
                append(first);
            }
        }
    }

    void clear() {
        while (head != null) {
            remove();
        }
    }
}
