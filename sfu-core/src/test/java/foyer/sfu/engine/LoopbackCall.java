package foyer.sfu.engine;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.Start;
import foyer.sfu.scenario.PeerParameters;
import java.io.IOException;

/** One peer sends audio, another one receives it, over real sockets. */
final class LoopbackCall implements AutoCloseable {
    private static final long SSRC = 4711;

    private final TinyServer server;
    private final LoopbackPeer sender;
    private final LoopbackPeer receiver;
    private int sent;

    private LoopbackCall(TinyServer server) throws Exception {
        this.server = server;
        this.sender = new LoopbackPeer(server.newTransport(), 1);
        this.receiver = new LoopbackPeer(server.newTransport(), 2);
    }

    static LoopbackCall start() throws Exception {
        LoopbackCall call = new LoopbackCall(TinyServer.start());
        RouterHandle router = call.server.router();
        for (LoopbackPeer peer : new LoopbackPeer[] {call.sender, call.receiver}) {
            TinyServer.await(router.connectTransport(peer.transportId(), peer.dtlsParameters()));
            peer.connect();
        }
        ProducerDescription producer =
                TinyServer.await(
                        router.produce(
                                call.sender.transportId(),
                                new ProducerOptions(
                                        MediaKind.AUDIO,
                                        PeerParameters.audio("0", "sender", SSRC),
                                        Start.RUNNING)));
        ConsumerDescription consumer =
                TinyServer.await(
                        router.consume(
                                call.receiver.transportId(),
                                new ConsumerOptions(
                                        producer.id(), router.rtpCapabilities(), Start.RUNNING)));
        if (consumer.rtpParameters().encodings().isEmpty()) {
            throw new AssertionError("no encoding: " + consumer);
        }
        return call;
    }

    TinyServer server() {
        return server;
    }

    LoopbackPeer sender() {
        return sender;
    }

    /**
     * Sends a packet and waits until it has come to the receiver.
     *
     * @return the datagram as it was sent
     */
    byte[] speak() throws Exception {
        int number = sent++;
        byte[] datagram = sender.sendAudio(SSRC, number);
        for (Integer heard = receiver.nextPayload(5000); ; heard = receiver.nextPayload(5000)) {
            if (heard == null) {
                throw new AssertionError("packet " + number + " did not come");
            }
            if (heard == number) {
                return datagram;
            }
        }
    }

    void consent() throws IOException {
        sender.consent();
        receiver.consent();
    }

    /** Sends without waiting. */
    void speakOnly() throws Exception {
        sender.sendAudio(SSRC, sent++);
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
        server.close();
    }
}
