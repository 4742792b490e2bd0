package foyer.sfu.router;

import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.FrameMarking;
import foyer.sfu.codec.H264Entrance;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.TemplateStructure;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.Source;
import foyer.sfu.rtp.RtpExtensions;
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

    private static final int UNMARKED = -1;

    private final Producer producer;
    private final int index;
    private final RtpEncodingParameters encoding;
    private final ReceiveStream receive;
    private final LossMark lossMark = new LossMark();
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final H264Entrance entrance = new H264Entrance();
    private @Nullable TemplateStructure previousStructure;
    private @Nullable TemplateStructure resumedStructure;
    private long resumedActive;
    private boolean resumes;
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

    /** Adds what the packets around say, and the dependency descriptor in the payload's place. */
    void describe(RtpPacket packet, PayloadFacts facts, Arrival arrival) {
        described = false;
        if (resumes) {
            resumes = false;
            descriptor.resume(resumedStructure, resumedActive);
        }
        boolean isH264 = producer.codecs().firstKind() == CodecKind.H264;
        int marking =
                isH264 ? RtpExtensions.frameMarking(packet, producer.frameMarkingId()) : UNMARKED;
        if (marking != UNMARKED && packet.payloadLength() > 0) {
            FrameMarking.apply(marking, facts);
        }
        if (isH264 && arrival != Arrival.LATE) {
            if (arrival == Arrival.RESTART) {
                entrance.restart();
            }
            entrance.follow(receive.extended(), packet.timestamp(), facts);
        }
        int id = producer.descriptorId();
        int offset = id == 0 ? -1 : packet.extensionOffset(id);
        if (offset < 0) {
            return;
        }
        int length = packet.extensionLength(id);
        DependencyDescriptor.readFrameNumber(packet.buffer(), offset, length, facts);
        TemplateStructure structure = descriptor.structure();
        long active = descriptor.activeDecodeTargets();
        boolean old = arrival == Arrival.LATE && isOlderThanStructure(facts.frameNumber());
        if (old) {
            // It means the structure before ours.
            descriptor.resume(previousStructure, active);
        }
        described = DependencyDescriptor.read(packet.buffer(), offset, length, descriptor);
        if (described) {
            descriptor.applyTo(facts);
        }
        boolean structured = described && descriptor.structurePresent();
        if (old || (arrival == Arrival.LATE && !structured)) {
            // What is late changes nothing for those behind it.
            resumes = true;
            resumedStructure = structure;
            resumedActive = active;
        } else if (structured) {
            previousStructure = structure;
            structureFrame = facts.frameNumber();
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
        int[] missing = producer.router().scratch().missing();
        int count = receive.nacksDue(nowNanos, missing);
        if (count > 0) {
            producer.upstream().transmitNack(ssrc, missing, count, out);
        }
        if (receive.keyFrameNeeded()) {
            producer.wantKeyFrame(index, KeyFrameCause.LOSS, nowNanos, out);
        }
    }
}
