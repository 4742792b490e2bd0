package foyer.sfu.scenario;

import foyer.sfu.rtcp.SenderReport;
import foyer.sfu.rtp.AbsSendTime;
import foyer.sfu.rtp.NtpTime;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.wire.PacketBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One SSRC that a peer sends, with its retransmissions and reports. */
final class SentStream {
    /** What is fixed for the stream's life. */
    record Numbers(
            String mid,
            @Nullable String rid,
            long ssrc,
            int payloadType,
            int rtxPayloadType,
            long rtxSsrc,
            int clockRate) {
        boolean hasRtx() {
            return rtxPayloadType != 0;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Kept(
            byte[] datagram,
            byte[] payload,
            byte[] descriptor,
            long timestamp,
            boolean marker,
            long at) {}

    private static final byte[] NOTHING = new byte[0];

    private static final long HISTORY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Numbers numbers;
    private final VirtualTransport transport;
    private final EventQueue events;
    private final TransportCount transportCount;
    private final RtpWriter writer = new RtpWriter();
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer payloadView = PacketBuffer.allocate(0);
    private final Map<Integer, Kept> history =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Kept> eldest) {
                    return size() > 1024;
                }
            };
    private final Map<Integer, Long> resent = new HashMap<>();
    private final List<Long> keyFrameRequests = new ArrayList<>();
    private final long timestampBase;
    private int sequenceNumber;
    private int rtxSequenceNumber;
    private long packets;
    private long octets;
    private boolean acknowledged;
    private boolean keyFrameWanted = true;
    private int describedBy = PeerParameters.DESCRIPTOR_ID;
    private long nacked;
    private long retransmitted;

    /** The transport-wide sequence number that streams of a transport share. */
    static final class TransportCount {
        private int next;

        int next() {
            return next++ & 0xffff;
        }
    }

    SentStream(
            Numbers numbers,
            VirtualTransport transport,
            EventQueue events,
            TransportCount transportCount,
            SplittableRandom random) {
        this.numbers = numbers;
        this.transport = transport;
        this.events = events;
        this.transportCount = transportCount;
        this.timestampBase = random.nextLong(1L << 32);
        this.sequenceNumber = random.nextInt(1 << 16);
        this.rtxSequenceNumber = random.nextInt(1 << 16);
    }

    /** The id of the extension that tells about frames. */
    void describedBy(int extensionId) {
        describedBy = extensionId;
    }

    Numbers numbers() {
        return numbers;
    }

    /** Sends one packet; {@code audioLevel} below 0 is none. */
    void send(PacketBuffer payload, long captureNanos, boolean marker, int audioLevel) {
        send(payload, NOTHING, captureNanos, marker, audioLevel);
    }

    /** Sends one packet of video with a dependency descriptor. */
    void send(PacketBuffer payload, byte[] descriptor, long captureNanos, boolean marker) {
        send(payload, descriptor, captureNanos, marker, -1);
    }

    private void send(
            PacketBuffer payload,
            byte[] descriptor,
            long captureNanos,
            boolean marker,
            int audioLevel) {
        long timestamp = timestampAt(captureNanos);
        writer.start(packet)
                .payloadType(numbers.payloadType())
                .marker(marker)
                .sequenceNumber(sequenceNumber)
                .timestamp(timestamp)
                .ssrc(numbers.ssrc());
        // As libwebrtc: names until the receiver has shown that it knows the SSRC.
        stamp(acknowledged ? 0 : PeerParameters.RID_ID);
        describe(descriptor);
        if (audioLevel >= 0) {
            writer.u8(PeerParameters.AUDIO_LEVEL_ID, audioLevel);
        }
        if (!writer.payload(payload, 0, payload.length())) {
            throw new AssertionError("packet too large: " + payload.length());
        }
        packets++;
        octets += payload.length();
        int number = sequenceNumber;
        sequenceNumber = (sequenceNumber + 1) & 0xffff;
        transport.sendRtp(packet);
        byte[] datagram = numbers.hasRtx() ? new byte[0] : packet.copy();
        history.put(
                number,
                new Kept(
                        datagram,
                        payload.copy(),
                        descriptor,
                        timestamp,
                        marker,
                        events.nowNanos()));
        resent.remove(number);
    }

    private void describe(byte[] descriptor) {
        if (descriptor.length > 0) {
            writer.extension(describedBy, descriptor);
        }
    }

    private void stamp(int ridId) {
        String rid = numbers.rid();
        if (!acknowledged || ridId == PeerParameters.REPAIRED_RID_ID) {
            writer.text(PeerParameters.MID_ID, numbers.mid());
        }
        if (rid != null && ridId != 0) {
            writer.text(ridId, rid);
        }
        writer.u24(PeerParameters.ABS_SEND_TIME_ID, AbsSendTime.ofNanos(events.nowNanos()));
        writer.u16(PeerParameters.TRANSPORT_CC_ID, transportCount.next());
    }

    private long timestampAt(long nanos) {
        return (timestampBase + Math.round(nanos / 1e9 * numbers.clockRate())) & 0xffff_ffffL;
    }

    /** The receiver misses packets. */
    void nack(List<Integer> sequenceNumbers) {
        for (int number : sequenceNumbers) {
            nacked++;
            Kept kept = history.get(number);
            long nowNanos = events.nowNanos();
            long last = resent.getOrDefault(number, Long.MIN_VALUE / 2);
            if (kept == null
                    || nowNanos - kept.at() > HISTORY_NANOS
                    || nowNanos - last < transport.rttNanos()) {
                continue;
            }
            resent.put(number, nowNanos);
            retransmitted++;
            retransmit(number, kept);
        }
    }

    private void retransmit(int number, Kept kept) {
        if (!numbers.hasRtx()) {
            transport.sendAgain(kept.datagram());
            return;
        }
        writer.start(packet)
                .payloadType(numbers.rtxPayloadType())
                .marker(kept.marker())
                .sequenceNumber(rtxSequenceNumber)
                .timestamp(kept.timestamp())
                .ssrc(numbers.rtxSsrc());
        rtxSequenceNumber = (rtxSequenceNumber + 1) & 0xffff;
        stamp(PeerParameters.REPAIRED_RID_ID);
        describe(kept.descriptor());
        payloadView.rewrap(kept.payload(), 0, kept.payload().length);
        if (writer.rtx(number, payloadView, 0, payloadView.length())) {
            transport.sendRtp(packet);
        }
    }

    /** The receiver reports about the stream: it knows the SSRC. */
    void acknowledge() {
        acknowledged = true;
    }

    void requestKeyFrame() {
        keyFrameWanted = true;
        keyFrameRequests.add(events.nowNanos());
    }

    /** True once after a request, and for the first frame. */
    boolean takeKeyFrameWish() {
        boolean wanted = keyFrameWanted;
        keyFrameWanted = false;
        return wanted;
    }

    void wantKeyFrame() {
        keyFrameWanted = true;
    }

    /** When key frames were asked for. */
    List<Long> keyFrameRequests() {
        return keyFrameRequests;
    }

    long nacked() {
        return nacked;
    }

    long retransmitted() {
        return retransmitted;
    }

    long packets() {
        return packets;
    }

    SenderReport report(long clockOffsetNanos) {
        long nowNanos = events.nowNanos();
        return new SenderReport(
                numbers.ssrc(),
                NtpTime.ofEpochNanos(VirtualServer.EPOCH_NANOS + nowNanos + clockOffsetNanos),
                timestampAt(nowNanos),
                packets,
                octets,
                List.of());
    }
}
