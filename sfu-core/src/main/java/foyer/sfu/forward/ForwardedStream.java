package foyer.sfu.forward;

import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.PictureContinuity;
import foyer.sfu.codec.Vp8Rewriter;
import foyer.sfu.codec.Vp9Rewriter;
import foyer.sfu.forward.FrameMemory.Fate;
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
    /** What becomes of a packet. */
    public enum Verdict {
        /** It goes out. */
        SEND,
        /** Its number goes out, empty: the receiver misses the number, but shall not have it. */
        FILL,
        /** Nothing goes out. */
        DROP
    }

    /** Where a stream may be entered. */
    public enum Frames {
        /** At any packet: audio. */
        INDEPENDENT,
        /** At a key frame: video. */
        PREDICTED
    }

    private final CodecKind codec;
    private final int clockRate;
    private final Frames frames;
    private final Arrangement arrangement;
    private final LayerRates rates;
    private final LayerSelection selection = new LayerSelection();
    private final Continuity continuity;
    private final @Nullable LayerFilter filter;
    private final @Nullable PictureContinuity pictures;
    private final DescriptorContinuity descriptors = new DescriptorContinuity();
    private @Nullable Source current;
    private long lastSourceTimestamp;
    private long lastSentNanos;
    private int sequence;
    private long timestamp;
    private boolean marker;
    private long switches;

    /**
     * Starts at numbers chosen by chance (RFC 3550 5.1).
     *
     * @param rates what flows of the producer
     */
    public ForwardedStream(
            CodecKind codec,
            Frames frames,
            Arrangement arrangement,
            LayerRates rates,
            int clockRate,
            int firstSequence,
            long firstTimestamp) {
        this.frames = frames;
        this.arrangement = arrangement;
        this.rates = rates;
        this.clockRate = clockRate;
        this.continuity = new Continuity(firstSequence, firstTimestamp);
        this.codec = codec;
        this.filter = frames == Frames.PREDICTED ? filter(codec) : null;
        boolean numbersPictures = codec == CodecKind.VP8 || codec == CodecKind.VP9;
        this.pictures = numbersPictures ? new PictureContinuity() : null;
    }

    private static LayerFilter filter(CodecKind codec) {
        return codec == CodecKind.VP8 || codec == CodecKind.VP9
                ? new PictureLayers(codec)
                : new DescriptorLayers(codec);
    }

    public LayerSelection selection() {
        return selection;
    }

    /**
     * Chooses anew what should go out.
     *
     * @return true when that changed and takes a key frame
     */
    public boolean aim() {
        return selection.aim(rates) && !reachesTarget();
    }

    /** True when what should go out does, or will without a key frame. */
    public boolean reachesTarget() {
        if (selection.target() == selection.current()) {
            return true;
        }
        return arrangement == Arrangement.LAYERS
                && current != null
                && filter != null
                && filter.reaches(selection.target());
    }

    /**
     * Looks at a packet; when it goes out, {@link #sequence()}, {@link #timestamp()} and {@link
     * #marker()} say how.
     *
     * @param extendedSequence the packet's sequence number in its source, extended
     */
    public Verdict accept(
            Source source,
            long extendedSequence,
            Arrival arrival,
            RtpPacket packet,
            PayloadFacts facts,
            long nowNanos) {
        if (arrival == Arrival.RESTART && isCurrent(source)) {
            // Its numbers and its time have nothing to do with those before.
            stop();
        }
        if (entersAt(source, arrival, facts)) {
            enter(source, extendedSequence, packet.timestamp(), nowNanos);
        }
        marker = packet.marker();
        if (continuity.isNext(source.index(), extendedSequence)) {
            return next(source, extendedSequence, packet, facts, nowNanos);
        }
        long number = continuity.lateSequence(source.index(), extendedSequence);
        if (number == Continuity.NO_NUMBER) {
            return Verdict.DROP;
        }
        sequence = (int) number & 0xffff;
        timestamp = continuity.lateTimestamp(source.index(), extendedSequence, packet.timestamp());
        return late(source, extendedSequence, packet, facts) ? Verdict.SEND : Verdict.FILL;
    }

    private void leaveOut(PictureContinuity numbers, Source source, PayloadFacts facts) {
        if (codec == CodecKind.VP8) {
            numbers.drop(source.index(), facts);
        } else {
            numbers.passOver(source.index(), facts);
        }
    }

    private Verdict next(
            Source source,
            long extendedSequence,
            RtpPacket packet,
            PayloadFacts facts,
            long nowNanos) {
        if (!sendsNext(source, extendedSequence, packet, facts)) {
            continuity.leaveOut(extendedSequence);
            return Verdict.DROP;
        }
        sequence = (int) continuity.send(extendedSequence, packet.timestamp()) & 0xffff;
        timestamp = continuity.lastTimestamp();
        descriptors.next(facts);
        lastSourceTimestamp = packet.timestamp();
        lastSentNanos = nowNanos;
        return Verdict.SEND;
    }

    private boolean sendsNext(
            Source source, long extendedSequence, RtpPacket packet, PayloadFacts facts) {
        if (packet.payloadLength() == 0) {
            return false;
        }
        if (filter == null) {
            return true;
        }
        filter.target(
                arrangement == Arrangement.LAYERS ? selection.target() : LayerRates.MAX_LAYERS,
                selection.targetTemporal());
        boolean wanted =
                goesOut(
                        filter.next(
                                source,
                                frame(source, packet, facts),
                                extendedSequence,
                                packet.timestamp(),
                                facts),
                        facts);
        if (arrangement == Arrangement.LAYERS) {
            selection.switched(filter.spatialLayer());
        }
        if (pictures != null && !wanted) {
            leaveOut(pictures, source, facts);
        }
        return wanted && (pictures == null || pictures.map(source.index(), facts));
    }

    private boolean late(
            Source source, long extendedSequence, RtpPacket packet, PayloadFacts facts) {
        if (packet.payloadLength() == 0) {
            return false;
        }
        if (filter != null) {
            long frame = frame(source, packet, facts);
            long time = packet.timestamp();
            boolean ofLeft = current != null && !isCurrent(source);
            Fate fate =
                    ofLeft
                            ? filter.lateOfLeft(source, frame, extendedSequence, time, facts)
                            : filter.late(source, frame, extendedSequence, time, facts);
            if (!goesOut(fate, facts)) {
                return false;
            }
            if (ofLeft) {
                descriptors.ofLeft(facts);
            } else {
                descriptors.next(facts);
            }
        }
        return pictures == null || pictures.map(source.index(), facts);
    }

    /** With upper layers left out a picture ends earlier than its sender said. */
    private boolean goesOut(Fate fate, PayloadFacts facts) {
        marker |= fate == Fate.SENT_LAST && arrangement == Arrangement.LAYERS && facts.endOfFrame();
        return fate == Fate.SENT || fate == Fate.SENT_LAST;
    }

    /** A name for the packet's frame. */
    private static long frame(Source source, RtpPacket packet, PayloadFacts facts) {
        return facts.frameNumber() >= 0
                ? LayerFilter.numberedFrame(source.index(), facts.frameNumber())
                : LayerFilter.frame(source.index(), facts.spatialLayer(), packet.timestamp());
    }

    private boolean isCurrent(Source source) {
        return current != null && current.index() == source.index();
    }

    private boolean entersAt(Source source, Arrival arrival, PayloadFacts facts) {
        if (arrival == Arrival.LATE || isCurrent(source)) {
            return false;
        }
        boolean place = frames == Frames.INDEPENDENT || (facts.keyFrame() && facts.startOfFrame());
        return place
                && (arrangement == Arrangement.LAYERS
                        ? selection.target() != LayerSelection.NONE
                        : selection.acceptsAt(source.index()));
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
        if (filter != null) {
            filter.enter();
        }
        if (pictures != null) {
            pictures.switchTo(source.index());
        }
        descriptors.enter();
        selection.switched(arrangement == Arrangement.LAYERS ? 0 : source.index());
        current = source;
        switches++;
    }

    /** Rewrites what the codec numbers by itself, in the outgoing packet. */
    public void rewritePayload(PacketBuffer target, int payloadOffset) {
        if (pictures == null) {
            return;
        }
        int id = pictures.pictureId();
        if (codec == CodecKind.VP8) {
            Vp8Rewriter.rewrite(target, payloadOffset, id, pictures.tl0PicIdx(), pictures.keyIdx());
        } else {
            Vp9Rewriter.rewrite(target, payloadOffset, id, pictures.tl0PicIdx());
        }
    }

    /**
     * Writes the dependency descriptor of the packet just accepted as it shall go out.
     *
     * @param extensionId its id in the packet
     * @param target written from its start on
     * @return its bytes, 0 for none
     */
    public int writeDescriptor(
            Source source, RtpPacket packet, int extensionId, PacketBuffer target) {
        long sent = filter == null ? -1L : filter.activeDecodeTargets();
        return descriptors.write(packet, extensionId, source.descriptor(), sent, target);
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

    /** The outgoing marker of the packet just accepted. */
    public boolean marker() {
        return marker;
    }

    /** The highest temporal layer that goes out. */
    public int temporalLayer() {
        int spatial = selection.current();
        if (filter == null || spatial == LayerSelection.NONE) {
            return 0;
        }
        return Math.min(filter.temporalLayer(), rates.topTemporal(spatial));
    }

    /** How often a stream was entered. */
    public long switches() {
        return switches;
    }
}
