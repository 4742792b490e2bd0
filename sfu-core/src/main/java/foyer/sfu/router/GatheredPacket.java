package foyer.sfu.router;

import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.PayloadMemory;
import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/** A packet with all that is known of it, ready to be forwarded; to be used again for another. */
final class GatheredPacket {
    /** More than senders that divide a frame evenly are apart, less than a send is worth. */
    private static final int MOST_EVENING = 16;

    private final PacketBuffer buffer = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final RtpPacket packet = new RtpPacket();
    private final PayloadFacts facts = new PayloadFacts();
    private final PayloadMemory.Held payload = new PayloadMemory.Held();
    private @Nullable ProducerStream stream;
    private Arrival arrival = Arrival.NEXT;
    private long extendedSequence;
    private long nowNanos;
    private int evening;

    /** Takes a copy of a packet; the facts are filled in already. */
    void set(ProducerStream newStream, RtpPacket source, Arrival newArrival, long newNowNanos) {
        buffer.set(source.buffer());
        packet.wrap(buffer);
        payload.clear();
        stream = newStream;
        arrival = newArrival;
        extendedSequence = newStream.receive().extended();
        nowNanos = newNowNanos;
        evening = 0;
    }

    /**
     * Makes it as long as a longer one that follows in its frame, where little is missing.
     *
     * @param longest of those that follow
     */
    void evenOut(int longest) {
        int missing = longest - buffer.length();
        evening = missing > 0 && missing <= MOST_EVENING ? missing : 0;
    }

    /** Bytes of padding that make it as long as another of its frame. */
    int evening() {
        return evening;
    }

    /** Whether both are of one frame, or of frames of one picture. */
    boolean isOfFrame(GatheredPacket other) {
        return stream == other.stream && packet.timestamp() == other.packet.timestamp();
    }

    ProducerStream stream() {
        if (stream == null) {
            throw new IllegalStateException("nothing was gathered here");
        }
        return stream;
    }

    RtpPacket packet() {
        return packet;
    }

    PayloadFacts facts() {
        return facts;
    }

    /** Where the payload is kept for those who may ask for it again. */
    PayloadMemory.Held payload() {
        return payload;
    }

    Arrival arrival() {
        return arrival;
    }

    /** The packet's sequence number in its stream, extended. */
    long extendedSequence() {
        return extendedSequence;
    }

    /** When it came. */
    long nowNanos() {
        return nowNanos;
    }
}
