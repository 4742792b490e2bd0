package foyer.sfu.engine;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.Start;
import foyer.sfu.api.TransportState;
import foyer.sfu.scenario.PeerParameters;
import foyer.sfu.wire.TransportProtocol;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One peer sends audio, another one receives it, over real sockets. */
final class LoopbackCall implements AutoCloseable {
    private static final long SSRC = 4711;

    private final TinyServer server;
    private final LoopbackPeer sender;
    private final LoopbackPeer receiver;
    private int sent;

    private LoopbackCall(TinyServer server, RouterHandle router, TransportProtocol protocol)
            throws Exception {
        this.server = server;
        this.sender =
                new LoopbackPeer(TinyServer.await(router.createWebRtcTransport()), 1, protocol);
        this.receiver =
                new LoopbackPeer(TinyServer.await(router.createWebRtcTransport()), 2, protocol);
    }

    static LoopbackCall start() throws Exception {
        TinyServer server = TinyServer.start();
        return start(server, server.router(), TransportProtocol.UDP);
    }

    /** A call in a router of a server, which is closed with the call. */
    static LoopbackCall start(TinyServer server, RouterHandle router, TransportProtocol protocol)
            throws Exception {
        LoopbackCall call = new LoopbackCall(server, router, protocol);
        for (LoopbackPeer peer : new LoopbackPeer[] {call.sender, call.receiver}) {
            TinyServer.await(router.connectTransport(peer.transportId(), peer.dtlsParameters()));
            peer.connect();
            awaitKeys(router, peer.transportId());
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

    /** The peer has its keys before the server has. */
    private static void awaitKeys(RouterHandle router, String transportId) throws Exception {
        long start = System.nanoTime();
        while (TinyServer.await(router.stats()).transports().stream()
                .noneMatch(transport ->
                        transport.id().equals(transportId)
                                && transport.state() == TransportState.CONNECTED)) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
                throw new AssertionError("not connected: " + transportId);
            }
        }
    }

    TinyServer server() {
        return server;
    }

    LoopbackPeer receiver() {
        return receiver;
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

    /** Sends until something of it has come to the receiver. */
    void speakUntilHeard() throws Exception {
        int first = sent;
        for (int tries = 0; tries < 500; tries++) {
            sender.sendAudio(SSRC, sent++);
            for (Integer heard = receiver.nextPayload(20);
                    heard != null;
                    heard = receiver.nextPayload(20)) {
                if (heard >= first) {
                    return;
                }
            }
        }
        throw new AssertionError("nothing came of packets " + first + " to " + sent);
    }

    void consent() throws IOException {
        sender.consent();
        receiver.consent();
    }

    /** Sends without waiting. */
    void speakOnly() throws Exception {
        sender.sendAudio(SSRC, sent++);
    }

    /** Ends the call; the server goes on. */
    void hangUp() {
        sender.close();
        receiver.close();
    }

    @Override
    public void close() {
        hangUp();
        server.close();
    }
}
