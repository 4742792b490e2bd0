package foyer.sfu.router;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.rtcp.FullIntraRequest;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.rtcp.PictureLossIndication;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.RtcpWriter;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.transport.PacedSender;
import foyer.sfu.transport.TransportOutput;
import foyer.sfu.transport.WebRtcTransport;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.util.ArrayList;
import java.util.List;

/** One transport in the room: what it sends us, what we send it, and their RTCP. */
final class Peer extends Deadlines.Timed implements Upstream {
    /** RTCP stays below any path's MTU. */
    static final int RTCP_BYTES = 1200;

    private final Router router;
    private final WebRtcTransport transport;
    private final StreamTable incoming = new StreamTable();
    private final List<Producer> producers = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();
    private final PeerReports reports;
    private final PeerFeedback feedback;
    private final PeerDownlink downlink;
    private final long rtcpSsrc;
    private long roundTripNanos = -1;
    private int nextMid;
    private int intraRequests;

    Peer(Router router, WebRtcTransport transport) {
        this.router = router;
        this.transport = transport;
        this.rtcpSsrc = router.chance().ssrc();
        this.reports = new PeerReports(this);
        this.feedback = new PeerFeedback(this);
        this.downlink = new PeerDownlink(this);
    }

    Router router() {
        return router;
    }

    WebRtcTransport transport() {
        return transport;
    }

    StreamTable incoming() {
        return incoming;
    }

    List<Producer> producers() {
        return producers;
    }

    List<Consumer> consumers() {
        return consumers;
    }

    PeerReports reports() {
        return reports;
    }

    PeerFeedback feedback() {
        return feedback;
    }

    PeerDownlink downlink() {
        return downlink;
    }

    /** The round trip as the peer's answer to our reference time tells it, −1 while none did. */
    long roundTripNanos() {
        return roundTripNanos;
    }

    void roundTrip(long nanos) {
        roundTripNanos = nanos;
    }

    /** What we call ourselves in RTCP where we send no media. */
    long rtcpSsrc() {
        return rtcpSsrc;
    }

    /** mids of consumers are counted per transport, as mediasoup-client expects unique ones. */
    String nextMid() {
        return Integer.toString(nextMid++);
    }

    void receiveRtp(RtpPacket packet, long nowNanos, RouterOutput out) {
        StreamTable.Binding binding = incoming.find(packet);
        if (binding == null) {
            router.drops().count(DropReason.UNKNOWN_STREAM);
            return;
        }
        Producer producer = binding.stream().producer();
        router.gathering().before(producer, nowNanos, out);
        router.traffic()
                .packet(
                        Traffic.Direction.IN,
                        Traffic.Kind.of(producer.kind()),
                        packet.buffer().length());
        feedback.received(packet, producer.extensions(), nowNanos);
        reports.arm(nowNanos);
        producer.intake().receive(packet, binding, nowNanos, out);
    }

    /** Protects the packet and sends it; false when the peer cannot be reached. */
    boolean transmitRtp(
            PacketBuffer packet, PacedSender.Kind kind, long nowNanos, TransportOutput out) {
        router.tap().transmitted(transport.id(), packet, nowNanos);
        reports.arm(nowNanos);
        return kind == PacedSender.Kind.IMMEDIATE
                ? transport.transmitInPlace(packet, out)
                : transport.transmitRtp(packet, out);
    }

    /** Sends what the writer holds, unless that is nothing. */
    void transmitRtcp(RtcpWriter writer, PacketBuffer packet, RouterOutput out) {
        if (!writer.isEmpty()) {
            router.traffic().packet(Traffic.Direction.OUT, Traffic.Kind.RTCP, packet.length());
            router.tap().transmitted(transport.id(), packet, router.nowNanos());
            transport.transmitRtcp(packet, out);
        }
    }

    @Override
    public void transmitNack(long mediaSsrc, int[] missing, int count, RouterOutput out) {
        router.traffic().nacked(Traffic.Direction.OUT, count);
        List<Integer> sequenceNumbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sequenceNumbers.add(missing[i]);
        }
        transmit(List.of(new Nack(rtcpSsrc, mediaSsrc, sequenceNumbers)), out);
    }

    /** One packet with a PLI (RFC 4585 6.3.1), or FIR (RFC 5104 4.3.1), for each wanted stream. */
    @Override
    public void transmitKeyFrameRequest(Producer producer, RouterOutput out) {
        boolean pli = producer.codecs().hasFeedback("nack", "pli");
        if (!pli && !producer.codecs().hasFeedback("ccm", "fir")) {
            return;
        }
        List<RtcpMessage> messages = new ArrayList<>();
        for (ProducerStream stream : producer.streams()) {
            if (stream.ssrc() < 0 || !producer.keyFrames().wants(stream.index())) {
                continue;
            }
            messages.add(
                    pli
                            ? new PictureLossIndication(rtcpSsrc, stream.ssrc())
                            : new FullIntraRequest(
                                    rtcpSsrc,
                                    List.of(
                                            new FullIntraRequest.Entry(
                                                    stream.ssrc(), intraRequests++ & 0xff))));
        }
        router.traffic().keyFrameRequests(Traffic.Direction.OUT, messages.size());
        transmit(messages, out);
    }

    @Override
    public void layersWanted(Producer producer, LayerWishes wishes, RouterOutput out) {
        out.event(new RouterEvent.ProducerLayersWanted(producer.id(), wishes.told()));
    }

    /** A sender whom nobody watches goes on, or stops as it is told. */
    @Override
    public void consumerGone(Producer producer, RouterOutput out) {}

    @Override
    public void ended(Producer producer, RouterOutput out) {
        incoming.remove(producer);
        producers.remove(producer);
        producer.outlets().tell(PipeMessage.Ended::new, out);
        router.speakers().ended(producer, out);
        out.event(new RouterEvent.ProducerClosed(transport.id(), producer.id()));
    }

    /** Sends messages as reduced-size RTCP (RFC 5506). */
    void transmit(List<? extends RtcpMessage> messages, RouterOutput out) {
        PacketBuffer packet = router.scratch().outgoing();
        RtcpWriter writer = router.scratch().rtcpWriter();
        writer.start(packet, RTCP_BYTES);
        for (RtcpMessage message : messages) {
            if (!writer.append(message)) {
                transmitRtcp(writer, packet, out);
                writer.start(packet, RTCP_BYTES);
                writer.append(message);
            }
        }
        transmitRtcp(writer, packet, out);
    }

    @Override
    long nextDeadlineNanos() {
        return transport.nextDeadlineNanos();
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        Path before = transport.selectedPath();
        transport.onDeadline(nowNanos, out);
        router.pathMayHaveChanged(this, before, nowNanos, out);
    }
}
