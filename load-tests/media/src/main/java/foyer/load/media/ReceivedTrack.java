package foyer.load.media;

import foyer.load.measure.Count;
import foyer.load.measure.Tally;
import foyer.sfu.rtcp.ReportBlock;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.Origin;
import foyer.sfu.stream.ReceiveStatistics;
import foyer.sfu.stream.ReceiveStream;
import foyer.sfu.stream.Recovery;
import foyer.sfu.stream.ReportFigures;

/** One received stream: its sequence, what is missing, the picture it still waits for. */
final class ReceivedTrack {
    /** As libwebrtc: so long without a first picture until one is asked for, and again. */
    private static final long FIRST_PICTURE_NANOS = 200_000_000;

    private static final long NEXT_PICTURE_NANOS = 1_000_000_000;
    private static final int DESCRIPTOR_START = 0x10;

    private final ConsumedStream description;
    private final Tally tally;
    private final ReceiveStream stream;
    private boolean shown;
    private boolean waiting;
    private long waitingSinceNanos;
    private long askedNanos;
    private long twice;
    private long missing;
    private long repaired;
    private long duplicates;

    ReceivedTrack(ConsumedStream description, Tally tally) {
        this.description = description;
        this.tally = tally;
        stream =
                new ReceiveStream(
                        description.clockRate(),
                        description.nack() ? Recovery.NACK : Recovery.NONE);
    }

    ConsumedStream description() {
        return description;
    }

    ReceiveStream stream() {
        return stream;
    }

    /** True when packets are missing now that were not before. */
    boolean receive(RtpPacket packet, int bytes, Origin origin, long nowNanos) {
        Arrival arrival =
                stream.receive(
                        packet.sequenceNumber(), packet.timestamp(), bytes, nowNanos, origin);
        if (arrival == Arrival.DUPLICATE && origin == Origin.MEDIA) {
            twice++;
        }
        return arrival == Arrival.GAP;
    }

    /**
     * Looks for a picture in a decrypted packet. Repairs alone do not make one wait for it: who
     * decrypts nothing else, and is sent some as a probe, would never see it and ask for good.
     */
    void look(RtpPacket packet, Origin origin, long nowNanos) {
        if (!description.video() || shown || packet.payloadLength() <= Vp8Descriptor.BYTES) {
            return;
        }
        int at = packet.payloadOffset();
        boolean start = (packet.buffer().u8(at) & DESCRIPTOR_START) != 0;
        shown = start && (packet.buffer().u8(at + Vp8Descriptor.BYTES) & 1) == 0;
        if (!waiting && origin == Origin.MEDIA) {
            waiting = true;
            waitingSinceNanos = nowNanos;
            askedNanos = nowNanos - NEXT_PICTURE_NANOS;
        }
    }

    /** Whether a key frame is to be asked for now. */
    boolean needsPicture(long nowNanos) {
        boolean broken = description.video() && stream.keyFrameNeeded();
        boolean unseen =
                waiting
                        && !shown
                        && nowNanos - waitingSinceNanos > FIRST_PICTURE_NANOS
                        && nowNanos - askedNanos >= NEXT_PICTURE_NANOS;
        if (unseen) {
            askedNanos = nowNanos;
        }
        return broken || unseen;
    }

    boolean isFlowing(long nowNanos) {
        return stream.active(nowNanos);
    }

    /** Adds what has come about since the last time to the tally. */
    void settle() {
        ReceiveStatistics figures = stream.statistics();
        // A repeat on the stream itself counts against its loss. One by RTX does not: servers probe
        // the bandwidth with those.
        long nowMissing = figures.packetsLost() + twice;
        tally.add(Count.MISSING, nowMissing - missing);
        tally.add(Count.REPAIRED, figures.repaired() - repaired);
        tally.add(Count.DUPLICATES, figures.duplicates() - duplicates);
        missing = nowMissing;
        repaired = figures.repaired();
        duplicates = figures.duplicates();
    }

    ReportBlock report(long nowNanos) {
        ReportFigures figures = stream.report(nowNanos);
        return new ReportBlock(
                description.ssrc(),
                figures.fractionLost(),
                figures.cumulativeLost(),
                figures.extendedHighest(),
                figures.jitter(),
                figures.lastSr(),
                figures.dlsr());
    }
}
