package foyer.sfu.forward;

import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.Vp8Continuity;
import foyer.sfu.codec.Vp8Rewriter;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Arrival;
import foyer.sfu.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one stream that a consumer gets from a producer's streams: decides for each packet whether it
 * goes out, and with which sequence number, timestamp and picture id, so that the receiver sees one
 * unbroken stream whatever happens to the source.
 */
public final class ForwardedStream {
    private final int clockRate;
    private final Frames frames;
    private final SourceSelection selection = new SourceSelection();
    private final Continuity continuity;
    private final @Nullable Vp8Continuity pictures;
    private @Nullable Source current;
    private long lastSourceTimestamp;
    private long lastSentNanos;
    private int sequence;
    private long timestamp;
    private long switches;

    /** Where a stream may be entered. */
    public enum Frames {
        /** At any packet: audio. */
        INDEPENDENT,
        /** At a key frame: video. */
        PREDICTED
    }

    /** Starts at numbers chosen by chance (RFC 3550 5.1). */
    public ForwardedStream(
            CodecKind codec, Frames frames, int clockRate, int firstSequence, long firstTimestamp) {
        this.frames = frames;
        this.clockRate = clockRate;
        this.continuity = new Continuity(firstSequence, firstTimestamp);
        this.pictures = codec == CodecKind.VP8 ? new Vp8Continuity() : null;
    }

    public SourceSelection selection() {
        return selection;
    }

    /**
     * Looks at a packet; when it goes out, {@link #sequence()} and {@link #timestamp()} say how.
     *
     * @param extendedSequence the packet's sequence number in its source, extended
     */
    public boolean accept(
            Source source,
            long extendedSequence,
            Arrival arrival,
            RtpPacket packet,
            PayloadFacts facts,
            long nowNanos) {
        if (arrival == Arrival.RESTART && source.index() == selection.current()) {
            // Its numbers and its time have nothing to do with those before.
            stop();
        }
        if (entersAt(source, arrival, facts)) {
            enter(source, extendedSequence, packet.timestamp(), nowNanos);
        }
        if (!continuity.carries(source.index(), extendedSequence)) {
            return false;
        }
        boolean payload = packet.payloadLength() > 0;
        if (pictures != null && payload && !pictures.map(source.index(), facts)) {
            return false;
        }
        sequence = (int) continuity.sequence(source.index(), extendedSequence) & 0xffff;
        timestamp = continuity.timestamp(source.index(), extendedSequence, packet.timestamp());
        if (source.index() == selection.current() && arrival != Arrival.LATE) {
            lastSourceTimestamp = packet.timestamp();
            lastSentNanos = nowNanos;
        }
        continuity.sent(source.index(), extendedSequence, packet.timestamp());
        return true;
    }

    private boolean entersAt(Source source, Arrival arrival, PayloadFacts facts) {
        if (!selection.acceptsAt(source.index()) || arrival == Arrival.LATE) {
            return false;
        }
        return frames == Frames.INDEPENDENT || (facts.keyFrame() && facts.startOfFrame());
    }

    private void enter(Source source, long extendedSequence, long sourceTimestamp, long nowNanos) {
        long elapsed = nowNanos - lastSentNanos;
        Source from = current;
        long step =
                from == null
                        ? SourceTime.ticks(elapsed, clockRate)
                        : SourceTime.step(
                                from.senderClock(),
                                lastSourceTimestamp,
                                source.senderClock(),
                                sourceTimestamp,
                                elapsed,
                                clockRate);
        continuity.splice(source.index(), extendedSequence, sourceTimestamp, step);
        if (pictures != null) {
            pictures.switchTo(source.index());
        }
        selection.switched(source.index());
        current = source;
        switches++;
    }

    /** Rewrites what the codec numbers by itself, in the outgoing packet. */
    public void rewritePayload(PacketBuffer target, int payloadOffset) {
        if (pictures != null) {
            Vp8Rewriter.rewrite(
                    target,
                    payloadOffset,
                    pictures.pictureId(),
                    pictures.tl0PicIdx(),
                    pictures.keyIdx());
        }
    }

    /** Nothing is forwarded until a stream is entered anew. */
    public void stop() {
        selection.stop();
        continuity.interrupt();
        current = null;
    }

    /** The outgoing sequence number of the packet just accepted. */
    public int sequence() {
        return sequence;
    }

    /** The outgoing timestamp of the packet just accepted. */
    public long timestamp() {
        return timestamp;
    }

    /** How often a stream was entered. */
    public long switches() {
        return switches;
    }
}
