package foyer.sfu.scenario;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerType;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.rtcp.ReportBlock;
import foyer.sfu.rtcp.SenderReport;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.NtpTime;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.Rtx;
import foyer.sfu.wire.SerialNumbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a peer receives of one consumer: everything is kept and can be judged afterwards. */
final class ReceivedTrack {
    private static final long FLOWING_NANOS = Duration.ofMillis(500).toNanos();
    private static final long FIRST_PICTURE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long STUCK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FROZEN_NANOS = Duration.ofSeconds(1).toNanos();

    private final ConsumerDescription description;
    private final long ssrc;
    private final long rtxSsrc;
    private final int payloadType;
    private final TreeMap<Long, ReceivedPacket> packets = new TreeMap<>();
    private final MissingPackets missing = new MissingPackets();
    private final VideoDecoder decoder = new VideoDecoder(missing::skipBefore);
    private final List<String> problems = new ArrayList<>();
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final StreamDescriptors descriptors = new StreamDescriptors();
    private final int descriptorId;
    private final int markingId;
    private long marked;
    private long unreadable;
    private long inactive;
    private long highest = -1;
    private long lastTimestamp;
    private long firstPacketNanos = -1;
    private long lastPacketNanos;
    private long keyFrameAskedNanos = Long.MIN_VALUE / 2;
    private long keyFrameRequests;
    private long duplicates;
    private long repairs;
    private long expectedBefore;
    private long receivedBefore;
    private long received;
    private @Nullable SenderReport senderReport;
    private long senderReportNanos;
    private boolean closed;

    ReceivedTrack(ConsumerDescription description) {
        this.description = description;
        RtpEncodingParameters encoding = description.rtpParameters().encodings().getFirst();
        this.ssrc = Objects.requireNonNull(encoding.ssrc());
        RtpEncodingParameters.Rtx rtx = encoding.rtx();
        this.rtxSsrc = rtx == null ? -1 : rtx.ssrc();
        ExtensionIds ids = ExtensionIds.of(description.rtpParameters().headerExtensions());
        this.descriptorId = ids.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        this.markingId = ids.id(HeaderExtension.FRAME_MARKING);
        this.payloadType = description.rtpParameters().codecs().getFirst().payloadType();
    }

    ConsumerDescription description() {
        return description;
    }

    String consumerId() {
        return description.id();
    }

    long ssrc() {
        return ssrc;
    }

    boolean isVideo() {
        return description.kind() == MediaKind.VIDEO;
    }

    boolean owns(long packetSsrc) {
        return packetSsrc == ssrc || packetSsrc == rtxSsrc;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    void receive(RtpPacket packet, long nowNanos) {
        boolean repair = packet.ssrc() == rtxSsrc;
        if (repair && (packet.payloadLength() == 0 || !Rtx.unpack(packet, payloadType, ssrc))) {
            return;
        }
        if (packet.payloadType() != payloadType) {
            problems.add("payload type " + packet.payloadType());
            return;
        }
        if (packet.payloadLength() == 0 && !isVideo()) {
            problems.add("empty packet " + packet.sequenceNumber());
            return;
        }
        long sequence = extend(packet.sequenceNumber());
        ReceivedPacket taken = read(packet, sequence, repair, nowNanos);
        ReceivedPacket earlier = packets.putIfAbsent(sequence, taken);
        if (earlier != null) {
            duplicate(earlier, taken);
            return;
        }
        received++;
        repairs += repair ? 1 : 0;
        firstPacketNanos = firstPacketNanos < 0 ? nowNanos : firstPacketNanos;
        lastPacketNanos = nowNanos;
        noteGaps(sequence, nowNanos);
        if (taken.video() != null) {
            decoder.receive(taken, taken.video());
        }
    }

    private long extend(int sequenceNumber) {
        return highest < 0
                ? sequenceNumber + (1L << 16)
                : SerialNumbers.extend16(highest, sequenceNumber);
    }

    private ReceivedPacket read(RtpPacket packet, long sequence, boolean repair, long nowNanos) {
        int from = packet.buffer().offset() + packet.payloadOffset();
        int hash = 1;
        byte[] array = packet.buffer().array();
        for (int i = from; i < from + Math.min(64, packet.payloadLength()); i++) {
            hash = 31 * hash + array[i];
        }
        // 32 bits around the last one: streams of a test are shorter than half a cycle.
        long timestamp =
                highest < 0
                        ? packet.timestamp()
                        : lastTimestamp
                                + SerialNumbers.distance32(lastTimestamp, packet.timestamp());
        lastTimestamp = timestamp;
        if (isLayered() && packet.payloadLength() > 0) {
            return layered(packet, sequence, timestamp, repair, hash, nowNanos);
        }
        boolean full = packet.payloadLength() > 0;
        return new ReceivedPacket(
                sequence,
                timestamp,
                packet.marker(),
                nowNanos,
                repair,
                hash,
                isVideo() && full ? pictureId(packet) : -1,
                isVideo() && full ? tl0PicIdx(packet) : -1,
                isVideo() && full ? video(packet, sequence > highest) : null,
                isVideo() || !full ? null : TestMedia.readAudio(packet));
    }

    private TestMedia.VideoFacts video(RtpPacket packet, boolean newest) {
        TestMedia.VideoFacts facts =
                switch (codec()) {
                    case "video/VP8" -> TestMedia.readVideo(packet);
                    case "video/H264" -> TestMedia.readH264(packet);
                    default -> TestMedia.readLayered(packet);
                };
        if (packet.extensionOffset(descriptorId) >= 0) {
            descriptors.check(packet, descriptorId, facts, newest).forEach(problems::add);
        }
        int marking = RtpExtensions.frameMarking(packet, markingId);
        boolean starts = facts.index() == 0;
        if (marking >= 0 && ((marking & 7) != facts.temporal() || (marking >= 0x80) != starts)) {
            problems.add("marked as another frame: " + facts);
        }
        marked += marking >= 0 ? 1 : 0;
        return facts;
    }

    /** Packets with a frame marking. */
    long marked() {
        return marked;
    }

    private int pictureId(RtpPacket packet) {
        return switch (codec()) {
            case "video/VP8" -> TestMedia.pictureId(packet);
            case "video/VP9" -> TestMedia.vp9PictureId(packet);
            default -> -1;
        };
    }

    private int tl0PicIdx(RtpPacket packet) {
        return switch (codec()) {
            case "video/VP8" -> TestMedia.tl0PicIdx(packet);
            case "video/VP9" -> TestMedia.vp9Tl0PicIdx(packet);
            default -> -1;
        };
    }

    private ReceivedPacket layered(
            RtpPacket packet,
            long sequence,
            long timestamp,
            boolean repair,
            int hash,
            long nowNanos) {
        TestMedia.VideoFacts facts = TestMedia.readLayered(packet);
        boolean vp9 = codec().equals("video/VP9");
        if (!vp9) {
            check(packet, facts);
        }
        return new ReceivedPacket(
                sequence,
                timestamp,
                packet.marker(),
                nowNanos,
                repair,
                hash,
                vp9 ? TestMedia.vp9PictureId(packet) : -1,
                -1,
                facts,
                null);
    }

    /** The dependency descriptor is that of the frame, and the frame is of an active target. */
    private void check(RtpPacket packet, TestMedia.VideoFacts facts) {
        int offset = packet.extensionOffset(descriptorId);
        if (offset < 0) {
            problems.add("no descriptor: " + facts);
            return;
        }
        boolean readable =
                DependencyDescriptor.read(
                        packet.buffer(), offset, packet.extensionLength(descriptorId), descriptor);
        if (!readable) {
            unreadable++;
            return;
        }
        long active = descriptor.activeDecodeTargets();
        boolean present = false;
        for (int i = 0; i < TestDescriptor.TARGETS; i++) {
            present |=
                    (active >> i & 1) != 0
                            && descriptor.indication(i)
                                    != DependencyDescriptor.Indication.NOT_PRESENT;
        }
        if (descriptor.spatialLayer() != facts.layer()
                || descriptor.temporalLayer() != facts.temporal()) {
            problems.add("descriptor of another frame: " + facts);
        }
        inactive += present ? 0 : 1;
    }

    /** Packets whose descriptor could not be read when they came. */
    long unreadable() {
        return unreadable + descriptors.unreadable();
    }

    /** Packets of frames that are in no decode target said to be active. */
    long inactive() {
        return inactive;
    }

    /** The active decode targets of the last descriptor. */
    long activeDecodeTargets() {
        return descriptor.activeDecodeTargets();
    }

    String codec() {
        return description.rtpParameters().codecs().getFirst().mimeType();
    }

    /** All layers come in one stream. */
    boolean isLayered() {
        return isVideo() && description.type() == ProducerType.SVC;
    }

    private void duplicate(ReceivedPacket earlier, ReceivedPacket again) {
        duplicates++;
        if (earlier.payloadHash() != again.payloadHash()
                || earlier.timestamp() != again.timestamp()) {
            problems.add("sequence " + again.sequence() + " came twice with different bytes");
        }
    }

    private void noteGaps(long sequence, long nowNanos) {
        if (highest < 0) {
            highest = sequence;
            return;
        }
        if (sequence > highest + 3000) {
            problems.add("sequence jumps from " + highest + " to " + sequence);
        } else if (sequence > highest) {
            for (long lost = highest + 1; lost < sequence; lost++) {
                missing.add(lost, nowNanos);
            }
        } else {
            missing.found(sequence, nowNanos);
        }
        highest = Math.max(highest, sequence);
    }

    void senderReport(SenderReport report, long nowNanos) {
        senderReport = report;
        senderReportNanos = nowNanos;
    }

    /** Sequence numbers to ask for now. */
    List<Integer> nacksDue(long nowNanos, long rttNanos) {
        return missing.due(nowNanos, rttNanos);
    }

    /**
     * True when a picture must be asked for: as libwebrtc, 200 ms without a first picture, and when
     * nothing could be shown for long though packets come.
     */
    boolean needsKeyFrame(long nowNanos) {
        if (!isVideo() || firstPacketNanos < 0 || nowNanos - lastPacketNanos > FLOWING_NANOS) {
            return false;
        }
        List<VideoDecoder.Decoded> decoded = decoder.decoded();
        long since = decoded.isEmpty() ? firstPacketNanos : decoded.getLast().atNanos();
        long patience = decoded.isEmpty() ? FIRST_PICTURE_NANOS : FROZEN_NANOS;
        if (nowNanos - since < patience || nowNanos - keyFrameAskedNanos < patience) {
            return false;
        }
        keyFrameAskedNanos = nowNanos;
        keyFrameRequests++;
        return true;
    }

    @Nullable ReportBlock report(long nowNanos) {
        if (highest < 0) {
            return null;
        }
        long expected = highest - packets.firstKey() + 1;
        long lost = expected - received;
        long expectedNow = expected - expectedBefore;
        long lostNow = Math.max(0, expectedNow - (received - receivedBefore));
        expectedBefore = expected;
        receivedBefore = received;
        SenderReport last = senderReport;
        return new ReportBlock(
                ssrc,
                expectedNow == 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow),
                (int) lost,
                highest,
                0,
                last == null ? 0 : NtpTime.middle32(last.ntp()),
                last == null ? 0 : NtpTime.shortOfNanos(nowNanos - senderReportNanos));
    }

    /** In the order of sequence numbers. */
    Collection<ReceivedPacket> packets() {
        return packets.values();
    }

    MissingPackets missing() {
        return missing;
    }

    List<VideoDecoder.Decoded> decoded() {
        return decoder.decoded();
    }

    /** When the first frame was shown at or after a moment, −1 for never. */
    long shownNanosAfter(long nanos) {
        return decoder.decoded().stream()
                .mapToLong(VideoDecoder.Decoded::atNanos)
                .filter(at -> at >= nanos)
                .min()
                .orElse(-1);
    }

    /**
     * How much later than its capture the last packet would be played by the sender report (RFC
     * 3550 6.4.1): audio and video of one peer are in step when they agree.
     */
    long reportedDelayNanos() {
        SenderReport report = Objects.requireNonNull(senderReport, () -> "no report: " + this);
        ReceivedPacket last = packets.lastEntry().getValue();
        int ticks = SerialNumbers.distance32(report.rtpTimestamp(), last.timestamp());
        long sinceReport = Math.round(ticks * 1e9 / (isVideo() ? 90_000 : 48_000));
        long reported = NtpTime.toEpochNanos(report.ntp()) - VirtualServer.EPOCH_NANOS;
        return reported + sinceReport - TrackCheck.captureNanos(last);
    }

    /** Numbers that came without anything in them. */
    long emptyPackets() {
        return packets.values().stream().filter(ReceivedPacket::isEmpty).count();
    }

    /** The temporal layers of the frames shown between two moments. */
    List<Integer> temporalLayers(long fromNanos, long toNanos) {
        return decoder.decoded().stream()
                .filter(frame -> frame.atNanos() >= fromNanos && frame.atNanos() <= toNanos)
                .map(VideoDecoder.Decoded::temporal)
                .distinct()
                .sorted()
                .toList();
    }

    /** The spatial layers of the frames shown between two moments. */
    List<Integer> layers(long fromNanos, long toNanos) {
        return decoder.decoded().stream()
                .filter(frame -> frame.atNanos() >= fromNanos && frame.atNanos() <= toNanos)
                .map(VideoDecoder.Decoded::layer)
                .distinct()
                .sorted()
                .toList();
    }

    int highestLayer(long fromNanos, long duringNanos) {
        return layers(fromNanos, fromNanos + duringNanos).getLast();
    }

    /** The layer of the last frame shown. */
    int layer() {
        return decoder.decoded().isEmpty() ? -1 : decoder.decoded().getLast().layer();
    }

    /** The longest time without a new frame between two moments. */
    long longestFreezeNanos(long fromNanos, long toNanos) {
        long[] times =
                decoder.decoded().stream()
                        .mapToLong(VideoDecoder.Decoded::atNanos)
                        .filter(at -> at >= fromNanos && at <= toNanos)
                        .toArray();
        Arrays.sort(times);
        long longest = 0;
        long before = fromNanos;
        for (long at : times) {
            longest = Math.max(longest, at - before);
            before = at;
        }
        return Math.max(longest, toNanos - before);
    }

    long lastPacketNanos() {
        return lastPacketNanos;
    }

    long duplicates() {
        return duplicates;
    }

    long repairs() {
        return repairs;
    }

    long keyFrameRequests() {
        return keyFrameRequests;
    }

    /** Everything that a receiver could not make sense of; empty is good. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        all.addAll(isLayered() ? SvcCheck.problems(this) : TrackCheck.problems(this));
        return all;
    }

    /** Frames that came and could never be shown; empty where everything lost was repaired. */
    List<String> stuck() {
        return decoder.stuck(lastPacketNanos - STUCK_NANOS);
    }

    @Override
    public String toString() {
        return description.kind() + " " + consumerId();
    }
}
