package foyer.load.media;

import foyer.load.measure.Count;
import foyer.load.measure.Tally;
import foyer.load.rtc.MediaTransport;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.rtcp.PictureLossIndication;
import foyer.sfu.rtcp.ReceiverReport;
import foyer.sfu.rtcp.ReportBlock;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.SenderReport;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.Rtx;
import foyer.sfu.stream.NackWindow;
import foyer.sfu.stream.Origin;
import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything one participant receives, over one transport, and what it answers. */
public final class Viewer implements MediaTransport.Receiver, LoopTicker.Ticking {
    /** Enough for the header of any packet of ours; the rest is only read when it is decrypted. */
    private static final int HEAD_BYTES = 128;

    private static final int PADDING = 0x20;
    private static final long REPORT_NANOS = 1_000_000_000;
    private static final int MAX_BLOCKS = 31;

    /** Of the reports; nothing is sent under it. */
    private static final long OWN_SSRC = 1;

    private final Verification verification;
    private final Tally tally;
    private final IntObjectMap<ReceivedTrack> bySsrc = new IntObjectHashMap<>();
    private final Map<String, ReceivedTrack> byProducer = new HashMap<>();
    private final List<ReceivedTrack> gaps = new ArrayList<>();
    private final ArrivalFeedback feedback = new ArrivalFeedback(OWN_SSRC);
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final RtpPacket view = new RtpPacket();
    private final int[] due = new int[128];
    private @Nullable MediaTransport transport;
    private long lastReportNanos;
    private volatile int streams;
    private volatile int flowing;

    /** How closely received packets are looked at. */
    public enum Verification {
        /** Every packet is decrypted: authenticity, stamps and pictures are checked. */
        FULL,
        /** Sequence and loss by the clear header; only repairs and reports are decrypted. */
        HEADERS
    }

    public Viewer(Verification verification, Tally tally) {
        this.verification = verification;
        this.tally = tally;
    }

    /** Said once, before the first stream. */
    public void over(MediaTransport newTransport) {
        transport = newTransport;
    }

    public void add(ConsumedStream description) {
        remove(description.producerId());
        ReceivedTrack track = new ReceivedTrack(description, tally);
        byProducer.put(description.producerId(), track);
        bySsrc.put((int) description.ssrc(), track);
        if (description.rtxSsrc() != 0) {
            bySsrc.put((int) description.rtxSsrc(), track);
        }
    }

    public void remove(String producerId) {
        ReceivedTrack track = byProducer.remove(producerId);
        if (track != null) {
            track.settle();
            bySsrc.remove((int) track.description().ssrc());
            bySsrc.remove((int) track.description().rtxSsrc());
            gaps.remove(track);
        }
    }

    /** How many streams it should receive, as of the last report; any thread. */
    public int streams() {
        return streams;
    }

    /** How many of them came within 1.5 s before the last report; any thread. */
    public int flowing() {
        return flowing;
    }

    @Override
    public void rtp(ByteBuf packet, long nowNanos) {
        int ssrc = packet.getInt(packet.readerIndex() + 8);
        ReceivedTrack track = bySsrc.get(ssrc);
        if (track == null) {
            return; // of a stream that was closed, or not answered yet
        }
        boolean repair = ssrc != (int) track.description().ssrc();
        boolean clear = verification == Verification.FULL || repair;
        if (!(clear ? decrypt(packet) : peek(packet)) || !view.wrap(incoming)) {
            tally.add(Count.UNREADABLE, 1);
            return;
        }
        tally.add(Count.PACKETS_IN, 1);
        tally.add(Count.BYTES_IN, packet.readableBytes());
        arrived(track, nowNanos);
        if (repair && !unpack(track)) {
            return; // padding
        }
        Origin origin = repair ? Origin.RTX : Origin.MEDIA;
        if (track.receive(view, packet.readableBytes(), origin, nowNanos)) {
            noteGap(track);
        }
        if (clear && view.payloadLength() >= Stamp.BYTES) {
            inspect(track, origin, nowNanos);
        }
    }

    private boolean decrypt(ByteBuf packet) {
        int bytes = packet.readableBytes();
        incoming.length(bytes);
        packet.getBytes(packet.readerIndex(), incoming.array(), 0, bytes);
        return transport != null && transport.unprotect(incoming);
    }

    private boolean peek(ByteBuf packet) {
        int bytes = Math.min(packet.readableBytes(), HEAD_BYTES);
        incoming.length(bytes);
        packet.getBytes(packet.readerIndex(), incoming.array(), 0, bytes);
        // How much of it is padding is encrypted.
        incoming.putU8(0, incoming.u8(0) & ~PADDING);
        return true;
    }

    private void arrived(ReceivedTrack track, long nowNanos) {
        int id = track.description().transportCcId();
        int number = id == 0 ? -1 : RtpExtensions.transportSequenceNumber(view, id);
        if (number >= 0) {
            feedback.arrived(number, track.description().ssrc(), nowNanos);
        }
    }

    private boolean unpack(ReceivedTrack track) {
        ConsumedStream description = track.description();
        return view.payloadLength() > 0
                && Rtx.unpack(view, description.payloadType(), description.ssrc());
    }

    private void noteGap(ReceivedTrack track) {
        if (!gaps.contains(track)) {
            gaps.add(track);
        }
    }

    private void inspect(ReceivedTrack track, Origin origin, long nowNanos) {
        if (origin == Origin.MEDIA) {
            long stamp = Stamp.read(incoming, view.payloadOffset(), view.payloadLength());
            tally.latency(nowNanos - stamp);
        }
        track.look(view, origin, nowNanos);
    }

    @Override
    public void rtcp(RtcpMessage message, long nowNanos) {
        if (message instanceof SenderReport report) {
            ReceivedTrack track = bySsrc.get((int) report.ssrc());
            if (track != null) {
                track.stream().senderReport(report.ntp(), report.rtpTimestamp(), nowNanos);
            }
        }
    }

    @Override
    public void unreadable() {
        tally.add(Count.UNREADABLE, 1);
    }

    @Override
    public void onTick(long nowNanos) {
        MediaTransport over = transport;
        if (over == null) {
            return;
        }
        feedback.send(nowNanos, over);
        if (!gaps.isEmpty()) {
            ask(over, nowNanos);
        }
        if (nowNanos - lastReportNanos >= REPORT_NANOS) {
            lastReportNanos = nowNanos;
            report(over, nowNanos);
        }
    }

    private void ask(MediaTransport over, long nowNanos) {
        List<RtcpMessage> requests = new ArrayList<>();
        for (ReceivedTrack track : gaps) {
            int count = track.stream().nacksDue(nowNanos, due);
            if (count > 0) {
                List<Integer> numbers = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    numbers.add(due[i]);
                }
                requests.add(new Nack(OWN_SSRC, track.description().ssrc(), numbers));
                tally.add(Count.NACKED, count);
            }
        }
        gaps.removeIf(t -> t.stream().nextDeadlineNanos() == NackWindow.NO_DEADLINE);
        over.sendRtcp(requests);
    }

    private void report(MediaTransport over, long nowNanos) {
        List<RtcpMessage> messages = new ArrayList<>();
        List<ReportBlock> blocks = new ArrayList<>();
        int nowFlowing = 0;
        for (ReceivedTrack track : byProducer.values()) {
            track.settle();
            nowFlowing += track.isFlowing(nowNanos) ? 1 : 0;
            track.stream().rtt(over.rttNanos());
            if (track.stream().highest() >= 0) {
                blocks.add(track.report(nowNanos));
            }
            if (blocks.size() == MAX_BLOCKS) {
                messages.add(new ReceiverReport(OWN_SSRC, blocks));
                blocks = new ArrayList<>();
            }
            if (track.needsPicture(nowNanos)) {
                long ssrc = track.description().ssrc();
                messages.add(new PictureLossIndication(OWN_SSRC, ssrc));
                tally.add(Count.PICTURES_ASKED, 1);
            }
        }
        if (!blocks.isEmpty()) {
            messages.add(new ReceiverReport(OWN_SSRC, blocks));
        }
        over.sendRtcp(messages);
        streams = byProducer.size();
        flowing = nowFlowing;
    }
}
