package foyer.sfu.router;

import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.TemplateStructure;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.Source;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.Origin;
import foyer.sfu.stream.ReceiveStream;
import foyer.sfu.stream.Recovery;
import foyer.sfu.stream.SenderClock;
import foyer.sfu.wire.SerialNumbers;
import org.jspecify.annotations.Nullable;

/** One incoming stream of a producer, with the NACKs that its gaps cause. */
final class ProducerStream extends Deadlines.Timed implements Source {
    /** No SSRC learnt yet: no SSRC is negative. */
    static final long UNKNOWN_SSRC = -1;

    private final Producer producer;
    private final int index;
    private final RtpEncodingParameters encoding;
    private final ReceiveStream receive;
    private final LossMark lossMark = new LossMark();
    private final int[] missing = new int[256];
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private int structureFrame = -1;
    private boolean described;
    private long ssrc = UNKNOWN_SSRC;
    private long rtxSsrc = UNKNOWN_SSRC;

    ProducerStream(
            Producer producer,
            int index,
            RtpEncodingParameters encoding,
            int clockRate,
            Recovery recovery) {
        this.producer = producer;
        this.index = index;
        this.encoding = encoding;
        this.receive = new ReceiveStream(clockRate, recovery);
    }

    Producer producer() {
        return producer;
    }

    RtpEncodingParameters encoding() {
        return encoding;
    }

    ReceiveStream receive() {
        return receive;
    }

    LossMark lossMark() {
        return lossMark;
    }

    long ssrc() {
        return ssrc;
    }

    long rtxSsrc() {
        return rtxSsrc;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public SenderClock senderClock() {
        return receive.senderClock();
    }

    /** The stream's packets come on this SSRC. */
    void bound(long boundSsrc, Origin origin) {
        if (origin == Origin.MEDIA) {
            ssrc = boundSsrc;
        } else {
            rtxSsrc = boundSsrc;
        }
    }

    @Override
    public @Nullable DependencyDescriptor descriptor() {
        return described ? descriptor : null;
    }

    /** Reads what the packet's dependency descriptor says, in the place of its payload. */
    void describe(RtpPacket packet, PayloadFacts facts, Arrival arrival) {
        described = false;
        int id = producer.descriptorId();
        int offset = id == 0 ? -1 : packet.extensionOffset(id);
        if (offset < 0) {
            return;
        }
        int length = packet.extensionLength(id);
        DependencyDescriptor.readFrameNumber(packet.buffer(), offset, length, facts);
        TemplateStructure structure = descriptor.structure();
        long active = descriptor.activeDecodeTargets();
        boolean readable = DependencyDescriptor.read(packet.buffer(), offset, length, descriptor);
        int number = facts.frameNumber();
        if (arrival == Arrival.LATE && isOlderThanStructure(number)) {
            // It means a structure before ours, and changes nothing for those behind it.
            descriptor.resume(structure, active);
            return;
        }
        described = readable;
        if (!readable) {
            return;
        }
        descriptor.applyTo(facts);
        if (descriptor.structurePresent()) {
            structureFrame = number;
        } else if (arrival == Arrival.LATE) {
            descriptor.resume(structure, active);
        }
    }

    private boolean isOlderThanStructure(int frameNumber) {
        return structureFrame >= 0 && SerialNumbers.isAfter16(structureFrame, frameNumber);
    }

    Arrival arrived(int sequenceNumber, long timestamp, int bytes, long nowNanos, Origin origin) {
        return receive.receive(sequenceNumber, timestamp, bytes, nowNanos, origin);
    }

    @Override
    long nextDeadlineNanos() {
        return receive.nextDeadlineNanos();
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        int count = receive.nacksDue(nowNanos, missing);
        if (count > 0) {
            producer.peer().transmitNack(ssrc, missing, count, out);
        }
        if (receive.keyFrameNeeded()) {
            producer.wantKeyFrame(index, KeyFrameCause.LOSS, nowNanos, out);
        }
    }
}
