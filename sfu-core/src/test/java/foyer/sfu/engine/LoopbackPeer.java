package foyer.sfu.engine;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.dtls.DtlsFailure;
import foyer.sfu.dtls.DtlsHandshake;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.dtls.DtlsOutput;
import foyer.sfu.ice.StunClient;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.scenario.PeerParameters;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.TransportProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A peer's end of one transport with a real socket, real DTLS and real SRTP. */
final class LoopbackPeer implements AutoCloseable, DtlsOutput {
    private final TransportOptions transport;
    private final StunClient stun;
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
    private final PeerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch checked = new CountDownLatch(1);
    private final CompletableFuture<SrtpContext> keyed = new CompletableFuture<>();
    private final LinkedBlockingQueue<Integer> payloads = new LinkedBlockingQueue<>();
    private final PacketBuffer outgoing = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer payload = PacketBuffer.allocate(100);
    private final RtpWriter writer = new RtpWriter();
    private volatile @Nullable DtlsHandshake handshake;
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private int sequenceNumber = 100;

    LoopbackPeer(TransportOptions transport, long seed, TransportProtocol protocol)
            throws IOException {
        this.transport = transport;
        this.stun = new StunClient(transport.iceParameters(), "peer", new Random(seed));
        this.socket = PeerSocket.open(protocol, address(transport, protocol));
        threads.execute(this::receive);
    }

    /** Where a transport says it can be reached so. */
    static InetSocketAddress address(TransportOptions transport, TransportProtocol protocol) {
        String word = protocol.name().toLowerCase(Locale.ROOT);
        return transport.iceCandidates().stream()
                .filter(candidate -> candidate.protocol().equals(word))
                .map(candidate -> new InetSocketAddress(candidate.address(), candidate.port()))
                .findFirst()
                .orElseThrow();
    }

    String transportId() {
        return transport.id();
    }

    /** What is signaled to the server. */
    DtlsParameters dtlsParameters() {
        return new DtlsParameters(DtlsRole.CLIENT, identity.fingerprints());
    }

    /** Checks the path and shakes hands; done when there are keys. */
    void connect() throws Exception {
        send(stun.nominatingRequest());
        if (!checked.await(5, TimeUnit.SECONDS)) {
            throw new AssertionError("no answer to the check");
        }
        handshake =
                DtlsHandshake.start(
                        identity,
                        DtlsRole.CLIENT,
                        transport.dtlsParameters().fingerprints(),
                        threads,
                        this);
        keyed.get(10, TimeUnit.SECONDS);
    }

    /** Keeps the path: consent runs out after 30 s (RFC 7675 5.1). */
    void consent() throws IOException {
        send(stun.nominatingRequest());
    }

    /** Sends an audio packet whose payload says a number; returns the datagram. */
    byte[] sendAudio(long ssrc, int number) throws Exception {
        say(0xfc, number);
        writer.start(outgoing)
                .payloadType(PeerParameters.OPUS)
                .sequenceNumber(sequenceNumber & 0xffff)
                .timestamp(sequenceNumber * 960L & 0xffff_ffffL)
                .ssrc(ssrc)
                .text(PeerParameters.MID_ID, "0")
                .u8(PeerParameters.AUDIO_LEVEL_ID, 20)
                .payload(payload, 0, payload.length());
        return protectAndSend();
    }

    /** Sends a VP8 key frame of one packet whose payload says a number, below 2^24. */
    byte[] sendVideo(long ssrc, String rid, int number) throws Exception {
        // RFC 7741 4.2: a partition starts; 4.3: the first byte of the number says a key frame.
        say(0x10, number);
        writer.start(outgoing)
                .payloadType(PeerParameters.VP8)
                .marker(true)
                .sequenceNumber(sequenceNumber & 0xffff)
                .timestamp(sequenceNumber * 3_000L & 0xffff_ffffL)
                .ssrc(ssrc)
                .text(PeerParameters.MID_ID, "1")
                .text(PeerParameters.RID_ID, rid)
                .payload(payload, 0, payload.length());
        return protectAndSend();
    }

    private void say(int first, int number) {
        payload.length(80);
        payload.putU8(0, first);
        payload.putI32(1, number);
    }

    private byte[] protectAndSend() throws Exception {
        sequenceNumber++;
        SrtpContext context = keyed.get();
        synchronized (context) {
            if (context.protectRtp(outgoing) != SrtpResult.OK) {
                throw new AssertionError("cannot protect");
            }
        }
        byte[] datagram = outgoing.copy();
        send(datagram);
        return datagram;
    }

    void send(byte[] datagram) throws IOException {
        socket.send(datagram);
    }

    /** The next number that came in a payload, null when none comes in time. */
    @Nullable Integer nextPayload(long millis) throws InterruptedException {
        return payloads.poll(millis, TimeUnit.MILLISECONDS);
    }

    private void receive() {
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        RtpPacket view = new RtpPacket();
        while (!threads.isShutdown()) {
            try {
                socket.receive(packet);
            } catch (IOException e) {
                // Closed: the end of the peer.
                return;
            }
            take(packet, view);
            await(reading);
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on what comes stays in the socket, but for the next packet. */
    void stopReading() {
        reading = new CountDownLatch(1);
    }

    void resumeReading() {
        reading.countDown();
    }

    private void take(PacketBuffer packet, RtpPacket view) {
        int first = packet.length() == 0 ? -1 : packet.u8(0);
        DtlsHandshake association = handshake;
        if (first >= 0 && first < 4) {
            if (stun.isSuccessResponse(packet)) {
                checked.countDown();
            }
        } else if (first >= 20 && first < 64 && association != null) {
            association.receive(packet.copy());
        } else if (first >= 128 && keyed.isDone()) {
            int type = packet.u8(1);
            SrtpContext context = keyed.join();
            synchronized (context) {
                if ((type >= 192 && type < 224)
                        || context.unprotectRtp(packet) != SrtpResult.OK
                        || !view.wrap(packet)) {
                    return;
                }
            }
            payloads.add(packet.i32(view.payloadOffset() + 1));
        }
    }

    @Override
    public void transmit(byte[] datagram) {
        try {
            send(datagram);
        } catch (IOException e) {
            keyed.completeExceptionally(e);
        }
    }

    @Override
    public void connected(SrtpKeys keys) {
        keyed.complete(Srtp.create(keys));
    }

    @Override
    public void failed(DtlsFailure reason) {
        keyed.completeExceptionally(new AssertionError("handshake: " + reason));
    }

    @Override
    public void closed() {
        // The server ended the association: the end of the test.
    }

    @Override
    public void close() {
        DtlsHandshake association = handshake;
        if (association != null) {
            association.close();
        }
        socket.close();
        threads.shutdownNow();
    }
}
