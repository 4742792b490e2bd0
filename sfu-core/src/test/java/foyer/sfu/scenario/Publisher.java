package foyer.sfu.scenario;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.Start;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.rtcp.ExtendedReport;
import foyer.sfu.rtcp.FullIntraRequest;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.rtcp.PictureLossIndication;
import foyer.sfu.rtcp.ReceiverReport;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.SourceDescription;
import foyer.sfu.rtcp.TransportFeedback;
import foyer.sfu.rtp.NtpTime;
import foyer.sfu.rtp.RtpPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sending half of a peer. */
final class Publisher implements VirtualTransport.Receiver {
    static final List<String> RIDS = List.of("q", "h", "f");
    private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

    private final VirtualPeer peer;
    private final EventQueue events;
    private final VirtualTransport transport;
    private final SentStream.TransportCount transportCount = new SentStream.TransportCount();
    private final List<SentStream> streams = new ArrayList<>();
    private final List<Runnable> whenConnected = new ArrayList<>();
    private final long clockOffsetNanos;
    private @Nullable AudioSource audio;
    private @Nullable VideoSource video;
    private @Nullable SvcSource layered;
    private long nacks;
    private long feedbacks;
    private boolean closed;

    Publisher(VirtualPeer peer) {
        this.peer = peer;
        this.events = peer.call().events();
        this.clockOffsetNanos = peer.random().nextLong(Duration.ofHours(1).toNanos());
        this.transport =
                new VirtualTransport(
                        peer.name() + "-send",
                        events,
                        peer.call().server(),
                        peer,
                        peer.random().split(),
                        this);
    }

    VirtualTransport transport() {
        return transport;
    }

    String audioId() {
        return peer.name() + "-audio";
    }

    String videoId() {
        return peer.name() + "-video";
    }

    AudioSource audio() {
        return Objects.requireNonNull(audio);
    }

    VideoSource video() {
        return Objects.requireNonNull(video);
    }

    void produceAudio() {
        long ssrc = newSsrc();
        produce(audioId(), MediaKind.AUDIO, PeerParameters.audio("0", peer.name(), ssrc));
        audio =
                new AudioSource(
                        events,
                        stream(
                                new SentStream.Numbers(
                                        "0", null, ssrc, PeerParameters.OPUS, 0, 0, 48_000)));
        onceConnected(audio::start);
    }

    void produceVideo() {
        produceVideo(StreamForm.VP8);
    }

    void produceVideo(StreamForm form) {
        produce(videoId(), MediaKind.VIDEO, PeerParameters.simulcast("1", peer.name(), form, RIDS));
        List<SentStream> layers = new ArrayList<>();
        for (String rid : RIDS) {
            layers.add(
                    stream(
                            new SentStream.Numbers(
                                    "1",
                                    rid,
                                    newSsrc(),
                                    form.payloadType(),
                                    form.rtxPayloadType(),
                                    newSsrc(),
                                    90_000)));
        }
        video = new VideoSource(events, form, layers, peer.random().split());
        onceConnected(video::start);
    }

    void produceLayered(SvcForm form) {
        long ssrc = newSsrc();
        long rtxSsrc = newSsrc();
        produce(
                videoId(),
                MediaKind.VIDEO,
                PeerParameters.layered("1", peer.name(), form, ssrc, rtxSsrc));
        SvcSource source =
                new SvcSource(
                        events,
                        stream(
                                new SentStream.Numbers(
                                        "1",
                                        null,
                                        ssrc,
                                        form.payloadType(),
                                        PeerParameters.LAYERED_RTX,
                                        rtxSsrc,
                                        90_000)),
                        form,
                        peer.random().split());
        layered = source;
        onceConnected(source::start);
    }

    SvcSource layered() {
        return Objects.requireNonNull(layered);
    }

    private long newSsrc() {
        return 1 + peer.random().nextLong(0xffff_fffeL);
    }

    private SentStream stream(SentStream.Numbers numbers) {
        SentStream stream =
                new SentStream(numbers, transport, events, transportCount, peer.random().split());
        streams.add(stream);
        return stream;
    }

    private void produce(String id, MediaKind kind, RtpParameters parameters) {
        peer.call()
                .server()
                .apply(
                        new RouterCommand.Produce(
                                transport.id(),
                                id,
                                new ProducerOptions(kind, parameters, Start.RUNNING)));
        peer.call().produced(new Scenario.Produced(id, peer));
    }

    private void onceConnected(Runnable action) {
        if (transport.isConnected()) {
            action.run();
        } else {
            whenConnected.add(action);
        }
    }

    @Override
    public void connected() {
        whenConnected.forEach(Runnable::run);
        events.after(REPORT_NANOS / 4, this::report);
    }

    private void report() {
        if (closed) {
            return;
        }
        List<RtcpMessage> messages = new ArrayList<>();
        for (SentStream stream : streams) {
            if (stream.packets() > 0) {
                messages.add(stream.report(clockOffsetNanos));
                messages.add(SourceDescription.ofCname(stream.numbers().ssrc(), peer.name()));
            }
        }
        transport.sendRtcp(messages);
        events.after(REPORT_NANOS, this::report);
    }

    void stopAll() {
        if (audio != null) {
            audio.stop();
        }
        if (video != null) {
            video.stop();
        }
        if (layered != null) {
            layered.stop();
        }
    }

    void sleep() {
        stopAll();
        closed = true;
    }

    void closeProducer(String producerId) {
        peer.call().server().apply(new RouterCommand.CloseProducer(producerId));
        peer.call().gone(producerId);
    }

    void close() {
        stopAll();
        closed = true;
        transport.close();
        peer.call().gone(audioId());
        peer.call().gone(videoId());
    }

    /** NACK messages that came. */
    long nacks() {
        return nacks;
    }

    /** Transport-wide feedback messages that came. */
    long feedbacks() {
        return feedbacks;
    }

    List<SentStream> streams() {
        return streams;
    }

    @Override
    public void rtp(RtpPacket packet) {
        throw new AssertionError("media on the sending transport of " + peer);
    }

    @Override
    public void rtcp(RtcpMessage message) {
        switch (message) {
            case Nack nack -> {
                nacks++;
                of(nack.mediaSsrc()).nack(nack.sequenceNumbers());
            }
            case PictureLossIndication pli -> of(pli.mediaSsrc()).requestKeyFrame();
            case FullIntraRequest fir ->
                    fir.entries().forEach(entry -> of(entry.ssrc()).requestKeyFrame());
            case ReceiverReport report ->
                    report.blocks().forEach(block -> of(block.ssrc()).acknowledge());
            case ExtendedReport report -> answerReferenceTime(report);
            case TransportFeedback ignored -> feedbacks++;
            default -> {}
        }
    }

    private SentStream of(long ssrc) {
        return streams.stream()
                .filter(stream -> stream.numbers().ssrc() == ssrc)
                .findFirst()
                .orElseThrow(() -> new AssertionError("RTCP about unknown SSRC " + ssrc));
    }

    private void answerReferenceTime(ExtendedReport report) {
        for (ExtendedReport.Block block : report.blocks()) {
            if (block instanceof ExtendedReport.ReceiverReferenceTime time && !streams.isEmpty()) {
                transport.sendRtcp(
                        List.of(
                                new ExtendedReport(
                                        streams.getFirst().numbers().ssrc(),
                                        List.of(
                                                new ExtendedReport.DelaySinceLastReceiverReport(
                                                        List.of(
                                                                new ExtendedReport.Delay(
                                                                        report.ssrc(),
                                                                        NtpTime.middle32(
                                                                                time.ntp()),
                                                                        0)))))));
            }
        }
    }
}
