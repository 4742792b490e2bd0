package foyer.sfu.scenario;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.Start;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.RouterCommand;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the call: one transport to send over, one to receive over, behind one network. Every
 * method is a step of a plan.
 */
final class VirtualPeer implements VirtualTransport.Wire {
    private final String name;
    private final Scenario call;
    private final SplittableRandom random;
    private final Link uplink;
    private final Link downlink;
    private final Map<InetSocketAddress, VirtualTransport> addresses = new HashMap<>();
    private final List<ReceivedTrack> tracks = new ArrayList<>();
    private @Nullable Publisher publisher;
    private @Nullable Subscriber subscriber;
    private Subscriber.Answers answers = Subscriber.Answers.NOTHING;
    private boolean consumesAll;
    private int consumers;

    VirtualPeer(
            String name,
            Scenario call,
            SplittableRandom random,
            LinkConditions up,
            LinkConditions down) {
        this.name = name;
        this.call = call;
        this.random = random;
        this.uplink = new Link(call.events(), random.split(), up);
        this.downlink = new Link(call.events(), random.split(), down);
    }

    String name() {
        return name;
    }

    Scenario call() {
        return call;
    }

    SplittableRandom random() {
        return random;
    }

    Subscriber.Answers answers() {
        return answers;
    }

    /** How the peer answers for its downlink; said before it joins. */
    VirtualPeer answers(Subscriber.Answers newAnswers) {
        answers = newAnswers;
        return this;
    }

    Link uplink() {
        return uplink;
    }

    Link downlink() {
        return downlink;
    }

    /** Opens both transports. */
    void join() {
        publisher = new Publisher(this);
        subscriber = new Subscriber(this);
    }

    Publisher publisher() {
        return Objects.requireNonNull(publisher, () -> name + " has not joined");
    }

    Subscriber subscriber() {
        return Objects.requireNonNull(subscriber, () -> name + " has not joined");
    }

    void produceAudio() {
        publisher().produceAudio();
    }

    void produceVideo() {
        publisher().produceVideo();
    }

    void produceAll() {
        produceAudio();
        produceVideo();
    }

    VideoSource video() {
        return publisher().video();
    }

    AudioSource audio() {
        return publisher().audio();
    }

    /** From now on consumes everything that others produce, as it comes. */
    void consumeAll() {
        consumesAll = true;
        call.producers().forEach(this::offered);
    }

    /** Somebody produces something. */
    void offered(Scenario.Produced produced) {
        if (consumesAll && produced.owner() != this && track(produced.id()) == null) {
            consume(produced.id());
        }
    }

    /** As the browser library does it: paused first, then resumed. */
    ReceivedTrack consume(String producerId) {
        Object answer =
                call.server()
                        .apply(
                                new RouterCommand.Consume(
                                        subscriber().transport().id(),
                                        name + "-consumer-" + consumers++,
                                        new ConsumerOptions(
                                                producerId, capabilities(), Start.PAUSED)));
        ReceivedTrack track =
                new ReceivedTrack((ConsumerDescription) Objects.requireNonNull(answer));
        tracks.add(track);
        resume(track);
        return track;
    }

    private RtpCapabilities capabilities() {
        RtpCapabilities all = SupportedCapabilities.routerCapabilities();
        return answers == Subscriber.Answers.ARRIVALS
                ? all
                : PeerParameters.withoutCongestionFeedback(all);
    }

    void pause(ReceivedTrack track) {
        call.server().apply(new RouterCommand.PauseConsumer(track.consumerId()));
    }

    void resume(ReceivedTrack track) {
        call.server().apply(new RouterCommand.ResumeConsumer(track.consumerId()));
    }

    /** Sets the ceiling of all video that is received. */
    void preferLayer(int spatialLayer) {
        for (ReceivedTrack track : tracks) {
            if (track.isVideo() && !track.isClosed()) {
                preferLayer(track, spatialLayer);
            }
        }
    }

    void preferLayer(ReceivedTrack track, int spatialLayer) {
        call.server()
                .apply(
                        new RouterCommand.SetPreferredLayers(
                                track.consumerId(), new LayerPreference(spatialLayer, 2)));
    }

    void leave() {
        publisher().close();
        subscriber().close();
        tracks.forEach(ReceivedTrack::close);
    }

    void moveToAnotherAddress() {
        publisher().transport().moveToAnotherAddress();
        subscriber().transport().moveToAnotherAddress();
    }

    void rebind() {
        publisher().transport().rebind();
        subscriber().transport().rebind();
    }

    void checkNow() {
        publisher().transport().checkNow();
        subscriber().transport().checkNow();
    }

    void restartIce() {
        publisher().transport().restartIce();
        subscriber().transport().restartIce();
    }

    /** Goes silent as a laptop that is closed: no checks, no media. */
    void sleep() {
        publisher().sleep();
        publisher().transport().consent(false);
        subscriber().transport().consent(false);
    }

    void wake() {
        publisher().transport().consent(true);
        subscriber().transport().consent(true);
    }

    /** In the order of being consumed. */
    List<ReceivedTrack> tracks() {
        return tracks;
    }

    /** What is received of a producer, null when nothing is. */
    @Nullable ReceivedTrack track(String producerId) {
        return tracks.stream()
                .filter(track -> track.description().producerId().equals(producerId))
                .findFirst()
                .orElse(null);
    }

    ReceivedTrack videoFrom(VirtualPeer other) {
        return Objects.requireNonNull(track(other.publisher().videoId()));
    }

    ReceivedTrack audioFrom(VirtualPeer other) {
        return Objects.requireNonNull(track(other.publisher().audioId()));
    }

    @Override
    public InetSocketAddress bind(VirtualTransport transport) {
        InetSocketAddress address = call.newAddress(this);
        addresses.put(address, transport);
        return address;
    }

    @Override
    public void send(byte[] datagram, InetSocketAddress from) {
        uplink.send(datagram, bytes -> call.server().receive(bytes, from));
    }

    /** A datagram of the server's for one of our addresses. */
    void deliver(byte[] datagram, InetSocketAddress to) {
        VirtualTransport transport = addresses.get(to);
        if (transport != null) {
            downlink.send(datagram, bytes -> transport.receive(bytes, to));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
