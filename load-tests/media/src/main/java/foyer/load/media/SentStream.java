package foyer.load.media;

import foyer.load.measure.Count;
import foyer.load.measure.Tally;
import foyer.load.rtc.MediaTransport;
import foyer.sfu.rtcp.SenderReport;
import foyer.sfu.rtp.AbsSendTime;
import foyer.sfu.rtp.NtpTime;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One SSRC with its numbers, what it can send again, and its reports. */
final class SentStream {
    /** Browsers name a stream until they know that it is known. */
    private static final int NAMED_PACKETS = 150;

    private static final int PACKET_BYTES = 1500;

    private final long ssrc = ThreadLocalRandom.current().nextLong(1, 1L << 32);
    private final long rtxSsrc = ThreadLocalRandom.current().nextLong(1, 1L << 32);
    private final long firstTimestamp = ThreadLocalRandom.current().nextLong(1L << 32);
    private final int clockRate;
    private final int payloadType;
    private final @Nullable String rid;
    private final TransportNumbers numbers;
    private final Tally tally;
    private final SentPackets sent = new SentPackets();
    private final RtpWriter writer = new RtpWriter();
    private final RtpPacket view = new RtpPacket();
    private final PacketBuffer packet = PacketBuffer.allocate(PACKET_BYTES);
    private int sequenceNumber = ThreadLocalRandom.current().nextInt(1 << 14);
    private int rtxSequenceNumber = ThreadLocalRandom.current().nextInt(1 << 14);
    private long timestamp;
    private long timestampNanos;
    private long packets;
    private long octets;

    /** The count of all packets of a transport. */
    static final class TransportNumbers {
        private int next;

        int next() {
            return next++ & 0xffff;
        }
    }

    SentStream(
            int clockRate,
            int payloadType,
            @Nullable String rid,
            TransportNumbers numbers,
            Tally tally) {
        this.clockRate = clockRate;
        this.payloadType = payloadType;
        this.rid = rid;
        this.numbers = numbers;
        this.tally = tally;
    }

    long ssrc() {
        return ssrc;
    }

    /** The packets from here on are of this moment of the medium. */
    void at(long mediaNanos, long nowNanos) {
        timestamp = firstTimestamp + mediaNanos / 1000 * clockRate / 1_000_000 & 0xffff_ffffL;
        timestampNanos = nowNanos;
    }

    /**
     * Writes one packet behind those of the batch.
     *
     * @param audioLevel the level's byte, −1 for a stream without
     * @return its protected bytes, 0 when it could not be protected
     */
    int write(
            PacketBuffer payload,
            boolean marker,
            int audioLevel,
            MediaTransport transport,
            ByteBuf batch,
            long nowNanos) {
        header(payloadType, sequenceNumber, ssrc, marker, timestamp);
        name(SentParameters.RID_ID, packets < NAMED_PACKETS);
        extensions(nowNanos);
        if (audioLevel >= 0) {
            writer.u8(SentParameters.AUDIO_LEVEL_ID, audioLevel);
        }
        writer.payload(payload, 0, payload.length());
        if (rid != null) {
            sent.remember(sequenceNumber, packet);
        }
        sequenceNumber = sequenceNumber + 1 & 0xffff;
        packets++;
        octets += payload.length();
        return protect(transport, batch);
    }

    private void header(int type, int number, long source, boolean marker, long time) {
        writer.start(packet)
                .payloadType(type)
                .marker(marker)
                .sequenceNumber(number)
                .timestamp(time)
                .ssrc(source);
    }

    private void name(int ridId, boolean named) {
        if (named) {
            writer.text(SentParameters.MID_ID, "0");
            if (rid != null) {
                writer.text(ridId, rid);
            }
        }
    }

    private void extensions(long nowNanos) {
        writer.u24(SentParameters.ABS_SEND_TIME_ID, AbsSendTime.ofNanos(nowNanos));
        writer.u16(SentParameters.TRANSPORT_CC_ID, numbers.next());
    }

    private int protect(MediaTransport transport, ByteBuf batch) {
        if (!transport.protect(packet)) {
            return 0;
        }
        batch.writeBytes(packet.array(), packet.offset(), packet.length());
        tally.add(Count.PACKETS_OUT, 1);
        tally.add(Count.BYTES_OUT, packet.length());
        return packet.length();
    }

    /** Sends again what is asked for and still known, by RTX (RFC 4588). */
    void resend(List<Integer> sequenceNumbers, MediaTransport transport, long nowNanos) {
        for (int number : sequenceNumbers) {
            PacketBuffer original = sent.find(number);
            if (original != null && view.wrap(original)) {
                header(
                        SentParameters.VP8_RTX,
                        rtxSequenceNumber,
                        rtxSsrc,
                        view.marker(),
                        view.timestamp());
                name(SentParameters.REPAIRED_RID_ID, true);
                extensions(nowNanos);
                writer.rtx(number, original, view.payloadOffset(), view.payloadLength());
                rtxSequenceNumber = rtxSequenceNumber + 1 & 0xffff;
                ByteBuf batch = transport.buffer(PACKET_BYTES);
                transport.send(batch, Math.max(1, protect(transport, batch)));
                tally.add(Count.RESENT, 1);
            }
        }
    }

    /** The report of now (RFC 3550 6.4.1), null before the first packet. */
    @Nullable SenderReport report(long nowNanos, long epochNanos) {
        if (packets == 0) {
            return null;
        }
        long since = (nowNanos - timestampNanos) / 1000 * clockRate / 1_000_000;
        return new SenderReport(
                ssrc,
                NtpTime.ofEpochNanos(epochNanos),
                timestamp + since & 0xffff_ffffL,
                packets & 0xffff_ffffL,
                octets & 0xffff_ffffL,
                List.of());
    }
}
