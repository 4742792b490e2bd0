package foyer.signaling.app;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.dtls.DtlsFailure;
import foyer.sfu.dtls.DtlsHandshake;
import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.dtls.DtlsOutput;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A client's end of one transport as an ack describes it: real sockets, ICE, DTLS and SRTP. */
final class RtcPeer implements AutoCloseable, DtlsOutput {
    private static final long SECONDS = 10;

    private final String transportId;
    private final StunCheck check;
    private final InetSocketAddress server;
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
    private final List<DtlsFingerprint> fingerprints = new ArrayList<>();
    private volatile CompletableFuture<Void> checked = new CompletableFuture<>();
    private final CompletableFuture<SrtpContext> keyed = new CompletableFuture<>();
    private final AtomicInteger media = new AtomicInteger();
    private volatile @Nullable DtlsHandshake handshake;

    RtcPeer(JSONObject transportOptions) throws IOException, JSONException {
        transportId = transportOptions.getString("id");
        check = new StunCheck(transportOptions.getJSONObject("iceParameters"));
        JSONObject candidate = transportOptions.getJSONArray("iceCandidates").getJSONObject(0);
        server = new InetSocketAddress(candidate.getString("ip"), candidate.getInt("port"));
        JSONArray prints =
                transportOptions.getJSONObject("dtlsParameters").getJSONArray("fingerprints");
        for (int i = 0; i < prints.length(); i++) {
            JSONObject print = prints.getJSONObject(i);
            fingerprints.add(
                    new DtlsFingerprint(print.getString("algorithm"), print.getString("value")));
        }
        threads.execute(this::receive);
    }

    String transportId() {
        return transportId;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What is signaled to the server. */
    JSONObject dtlsParameters() throws JSONException {
        JSONArray prints = new JSONArray();
        for (DtlsFingerprint print : identity.fingerprints()) {
            prints.put(TestClient.json("algorithm", print.algorithm(), "value", print.value()));
        }
        return TestClient.json("role", "client", "fingerprints", prints);
    }

    /** Checks the path; false when nobody answers in time. */
    boolean check(long millis) throws Exception {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        checked = answered;
        send(check.request());
        try {
            answered.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException silence) {
            return false;
        }
    }

    /** Checks the path and shakes hands; done when there are keys. */
    void connect() throws Exception {
        if (!check(TimeUnit.SECONDS.toMillis(SECONDS))) {
            throw new AssertionError("no answer to the check");
        }
        handshake = DtlsHandshake.start(identity, DtlsRole.CLIENT, fingerprints, threads, this);
        keyed.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Sends a clear packet. */
    void transmit(PacketBuffer packet) throws Exception {
        SrtpContext context = keyed.get();
        synchronized (context) {
            if (context.protectRtp(packet) != SrtpResult.OK) {
                throw new AssertionError("cannot protect");
            }
        }
        send(packet.copy());
    }

    /** A picture of one packet, as VP8 (RFC 7741 4.2, RFC 6386 9.1) makes them. */
    static PacketBuffer picture(int number, boolean key, long ssrc, int payloadType) {
        PacketBuffer payload = PacketBuffer.allocate(600);
        payload.length(500);
        // S: a partition begins; X I: an extension with a picture id of 15 bits.
        payload.putU8(0, 0x90);
        payload.putU8(1, 0x80);
        payload.putU16(2, 0x8000 | (number & 0x7fff));
        payload.putU8(4, key ? 0x10 : 0x11);
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        new RtpWriter()
                .start(packet)
                .payloadType(payloadType)
                .sequenceNumber(number & 0xffff)
                .timestamp(number * 3_000L)
                .ssrc(ssrc)
                .marker(true)
                .payload(payload, 0, payload.length());
        return packet;
    }

    /** RTP packets that came. */
    int received() {
        return media.get();
    }

    private void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, server));
    }

    private void receive() {
        byte[] bytes = new byte[PacketBuffer.CAPACITY];
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        while (!socket.isClosed()) {
            try {
                datagram.setLength(bytes.length);
                socket.receive(datagram);
            } catch (IOException closed) {
                // The end of the peer.
                return;
            }
            PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
            packet.rewrap(bytes, 0, datagram.getLength());
            take(packet);
        }
    }

    private void take(PacketBuffer packet) {
        int first = packet.length() == 0 ? -1 : packet.u8(0);
        DtlsHandshake association = handshake;
        if (first >= 0 && first < 4) {
            if (check.isAnsweredBy(packet.copy())) {
                checked.complete(null);
            }
        } else if (first >= 20 && first < 64 && association != null) {
            association.receive(packet.copy());
        } else if (first >= 128 && keyed.isDone()) {
            int type = packet.u8(1);
            if (type < 192 || type >= 224) {
                media.incrementAndGet();
            }
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
