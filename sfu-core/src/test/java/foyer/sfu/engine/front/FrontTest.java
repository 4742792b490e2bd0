package foyer.sfu.engine.front;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.AnnouncedAddress;
import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.SrtpCipher;
import foyer.sfu.api.TransportOptions;
import foyer.sfu.api.WebRtcTransportOptions;
import foyer.sfu.dtls.Pem;
import foyer.sfu.engine.MediaServer;
import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.turn.TurnHost;
import foyer.sfu.engine.turn.TurnHostConfig;
import foyer.sfu.engine.turn.TurnTls;
import foyer.sfu.ice.StunClient;
import foyer.sfu.turn.RelayPeer;
import foyer.sfu.turn.RelayPeers;
import foyer.sfu.turn.TurnConfig;
import foyer.sfu.turn.TurnLimits;
import foyer.sfu.turn.TurnSecret;
import foyer.sfu.turn.TurnTalk;
import foyer.sfu.wire.PacketBuffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One port on loopback before media of two loops, a TURN server and a proxy. */
class FrontTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final TurnSecret SECRET =
            new TurnSecret("a secret for tests, which is long enough");
    private static final int PATIENCE_MILLIS = 10_000;

    /** TLS that is not looked at further here. */
    private static final byte[] BROKEN_HELLO = HexFormat.of().parseHex("160301000402000000");

    private final Pem pem = Pem.of("EC", 256, "SHA256withECDSA");
    private final TinyProxy proxy;
    private final MediaServer media;
    private final TurnHost turn;
    private Front front;
    private final int port;

    FrontTest() throws Exception {
        proxy = new TinyProxy(pem);
        port = freePort();
        media = media(port);
        turn = turn(pem);
        front = Front.start(config(proxy.port()), media, turn);
    }

    @BeforeEach
    void listens() {
        assertThat(front.report().refused()).isEmpty();
    }

    @AfterEach
    void close() throws Exception {
        front.close();
        turn.close();
        media.close();
        proxy.close();
    }

    private FrontConfig config(int proxyPort) {
        return new FrontConfig(port, "127.0.0.1", proxyPort, "");
    }

    private void startAgain(int proxyPort, FrontBounds bounds) throws Exception {
        front.close();
        front = Front.start(config(proxyPort), media, turn, bounds);
    }

    private static MediaServer media(int frontPort) throws Exception {
        MediaServerException last = new MediaServerException("no port tried");
        for (int tries = 0; tries < 20; tries++) {
            try {
                return MediaServer.start(
                        new MediaServerConfig(
                                2,
                                freePort(),
                                List.of(new AnnouncedAddress("127.0.0.1", 0)),
                                0,
                                RtcPorts.ONE_PER_LOOP,
                                WebRtcTransportOptions.ALL,
                                SrtpCipher.BASE,
                                List.of(),
                                frontPort));
            } catch (MediaServerException e) {
                last = e;
            }
        }
        throw last;
    }

    private static TurnHost turn(Pem own) throws Exception {
        Path folder = Files.createTempDirectory("front");
        Path certificate = Files.writeString(folder.resolve("cert.pem"), own.certificate());
        Path key = Files.writeString(folder.resolve("key.pem"), own.privateKey());
        InetSocketAddress peer = new InetSocketAddress(LOOPBACK, 9);
        TurnConfig config =
                new TurnConfig(
                        "foyer",
                        SECRET,
                        List.of(LOOPBACK),
                        new RelayPeers(List.of(new RelayPeer(peer, peer))),
                        TurnLimits.DEFAULT);
        MediaServerException last = new MediaServerException("no port tried");
        for (int tries = 0; tries < 20; tries++) {
            try {
                TurnTls tls = new TurnTls(freePort(), certificate, key);
                return TurnHost.start(
                        new TurnHostConfig(List.of(LOOPBACK), freePort(), tls, config));
            } catch (MediaServerException e) {
                last = e;
            }
        }
        throw last;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(LOOPBACK, port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private SSLSocket connectTls(String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(LOOPBACK, port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Figures are a second old at the most. */
    private FrontReport eventually(Predicate<FrontReport> wanted) {
        long start = System.nanoTime();
        while (!wanted.test(front.report())) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
                throw new AssertionError(front.report());
            }
            Thread.onSpinWait();
        }
        return front.report();
    }

    @Test
    void pagesArePassedOnBothWaysWithTheClientsAddress() throws Exception {
        byte[] sent = new byte[3 << 20];
        new Random(443).nextBytes(sent);
        try (SSLSocket client = connectTls("http/1.1")) {
            String ports = String.format("%04x%04x", client.getLocalPort(), port);
            assertThat(proxy.headers().poll(10, TimeUnit.SECONDS))
                    .isEqualTo(
                            HexFormat.of()
                                    .parseHex(
                                            "0d0a0d0a000d0a515549540a2111000c7f0000017f000001"
                                                    + ports));
            Thread writer = Thread.ofVirtual().start(() -> write(client, sent));
            byte[] heard = new byte[sent.length];
            new DataInputStream(client.getInputStream()).readFully(heard);
            writer.join();
            assertThat(Arrays.equals(heard, sent)).isTrue();
            FrontReport report = eventually(now -> now.passedOn() == 1);
            assertThat(report.accepted()).isEqualTo(Map.of(FrontDestination.HTTPS, 1L));
        }
        assertThat(eventually(now -> now.passedOn() == 0).refused()).isEmpty();
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whenTheProxyEndsSoDoesTheClient() throws Exception {
        try (SSLSocket client = connectTls("http/1.1")) {
            assertThat(proxy.headers().poll(10, TimeUnit.SECONDS)).hasSize(28);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isNegative();
        }
    }

    @Test
    void checksReachTheLoopThatTheyAreFor() throws Exception {
        checkBothLoops();
        assertThat(eventually(now -> !now.accepted().isEmpty()).accepted())
                .isEqualTo(Map.of(FrontDestination.ICE_TCP, 2L));
    }

    private void checkBothLoops() throws Exception {
        for (int loop = 0; loop < 2; loop++) {
            TransportOptions transport =
                    await(await(media.createRouter(loop, event -> {})).createWebRtcTransport());
            assertThat(transport.iceCandidates())
                    .filteredOn(candidate -> candidate.protocol().equals("tcp"))
                    .extracting(IceCandidate::port)
                    .hasSize(2)
                    .contains(port);
            StunClient stun = new StunClient(transport.iceParameters(), "peer", new Random(1));
            try (Socket socket = connect()) {
                for (int i = 0; i < 3; i++) {
                    byte[] request = stun.nominatingRequest();
                    byte[] frame = framed(request);
                    // The first comes in pieces.
                    int cut = i == 0 ? 1 : frame.length;
                    for (int at = 0; at < frame.length; at += cut) {
                        socket.getOutputStream().write(frame, at, cut);
                    }
                    assertThat(stun.isSuccessResponse(answer(socket))).isTrue();
                }
                byte[] two = Arrays.copyOf(framed(stun.nominatingRequest()), 4_096);
                int first = 2 + ((two[0] & 0xff) << 8 | (two[1] & 0xff));
                byte[] next = framed(stun.nominatingRequest());
                System.arraycopy(next, 0, two, first, next.length);
                socket.getOutputStream().write(two, 0, first + next.length);
                assertThat(answer(socket).length()).isPositive();
                assertThat(stun.isSuccessResponse(answer(socket))).isTrue();
            }
        }
    }

    private static byte[] framed(byte[] packet) {
        byte[] frame = new byte[packet.length + 2];
        frame[0] = (byte) (packet.length >>> 8);
        frame[1] = (byte) packet.length;
        System.arraycopy(packet, 0, frame, 2, packet.length);
        return frame;
    }

    private static PacketBuffer answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        int length = in.readUnsignedShort();
        in.readFully(packet.array(), packet.offset(), length);
        packet.length(length);
        return packet;
    }

    @Test
    void turnIsAnsweredHereWithAndWithoutTls() throws Exception {
        try (Socket plain = connect();
                Socket tls = connectTls()) {
            for (Socket socket : List.of(plain, tls)) {
                TurnTalk talk =
                        new TurnTalk(
                                SECRET.issue("ada", System.currentTimeMillis() / 1_000 + 600), 1);
                socket.getOutputStream().write(talk.firstAllocate());
                assertThat(talk.read(message(socket)).code()).isEqualTo(401);
                socket.getOutputStream().write(talk.allocate());
                assertThat(talk.read(message(socket)).code()).isZero();
            }
            assertThat(eventually(now -> now.accepted().size() == 2).accepted())
                    .isEqualTo(Map.of(FrontDestination.TURN, 1L, FrontDestination.TURN_TLS, 1L));
        }
        assertThat(proxy.headers()).isEmpty();
    }

    private static byte[] message(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] head = in.readNBytes(20);
        byte[] message = Arrays.copyOf(head, 20 + ((head[2] & 0xff) << 8 | (head[3] & 0xff)));
        in.readFully(message, 20, message.length - 20);
        return message;
    }

    @Test
    void whatNobodySpeaksIsRefused() throws Exception {
        byte[] forNobody = new byte[20];
        System.arraycopy(HexFormat.of().parseHex("000100002112a442"), 0, forNobody, 0, 8);
        for (byte[] opening :
                List.of(
                        "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                        framed(forNobody))) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(opening);
                assertThat(ends(socket)).isTrue();
            }
        }
        assertThat(eventually(now -> now.refused().size() == 2).refused())
                .isEqualTo(Map.of(FrontRefusal.UNKNOWN, 1L, FrontRefusal.NOBODY, 1L));
    }

    @Test
    void whoSaysNothingInTimeIsRefused() throws Exception {
        startAgain(proxy.port(), FrontBounds.DEFAULT.waiting(1, 1, 1));
        try (Socket socket = connect()) {
            socket.getOutputStream().write(22);
            assertThat(ends(socket)).isTrue();
        }
        assertThat(eventually(now -> !now.refused().isEmpty()).refused())
                .isEqualTo(Map.of(FrontRefusal.TOO_LATE, 1L));
    }

    @Test
    void withoutItsProxyPagesAreRefusedAndTheRestGoesOn() throws Exception {
        proxy.close();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(BROKEN_HELLO);
            assertThat(ends(socket)).isTrue();
        }
        assertThat(eventually(now -> !now.refused().isEmpty()).refused())
                .isEqualTo(Map.of(FrontRefusal.NO_PROXY, 1L));
        checkBothLoops();
    }

    @Test
    void whoSaysNothingKeepsNobodyOut() throws Exception {
        startAgain(proxy.port(), FrontBounds.DEFAULT.holding(100, 100, 3, 100));
        try (Socket oldest = connect();
                Socket second = connect();
                Socket third = connect()) {
            for (Socket socket : List.of(oldest, second, third)) {
                socket.getOutputStream().write(22);
            }
            checkBothLoops();
            assertThat(ends(oldest)).isTrue();
        }
        assertThat(eventually(now -> !now.refused().isEmpty()).refused())
                .containsOnlyKeys(FrontRefusal.TOO_MANY);
    }

    @Test
    void aNetworkHasOnlySoManyThatSayNothing() throws Exception {
        startAgain(proxy.port(), FrontBounds.DEFAULT.holding(100, 100, 100, 1));
        try (Socket first = connect();
                Socket second = connect()) {
            first.getOutputStream().write(22);
            assertThat(ends(second)).isTrue();
        }
        eventually(now -> now.undecided() == 0 && !now.refused().isEmpty());
        // Who has said what it is counts no more.
        try (SSLSocket one = connectTls("http/1.1");
                SSLSocket other = connectTls("http/1.1")) {
            assertThat(one.getSession().isValid() && other.getSession().isValid()).isTrue();
        }
        assertThat(eventually(now -> now.accepted().containsValue(2L)).refused())
                .isEqualTo(Map.of(FrontRefusal.TOO_MANY, 1L));
    }

    @Test
    void aNetworkHasOnlySoManyThatArePassedOn() throws Exception {
        startAgain(proxy.port(), FrontBounds.DEFAULT.holding(100, 1, 100, 100));
        try (SSLSocket one = connectTls("http/1.1");
                Socket other = connect()) {
            assertThat(one.getSession().isValid()).isTrue();
            assertThat(ends(other)).isTrue();
        }
        assertThat(eventually(now -> !now.refused().isEmpty()).refused())
                .isEqualTo(Map.of(FrontRefusal.TOO_MANY, 1L));
    }

    @Test
    void whatAClientSaysAfterTheEndDoesNoHarm() throws Exception {
        byte[] answer = new byte[1 << 20];
        new Random(7).nextBytes(answer);
        try (ServerSocket behind = new ServerSocket(0, 50, LOOPBACK)) {
            startAgain(behind.getLocalPort(), FrontBounds.DEFAULT);
            try (Socket client = connect()) {
                client.getOutputStream().write(BROKEN_HELLO);
                try (Socket server = behind.accept()) {
                    server.setSoTimeout(PATIENCE_MILLIS);
                    assertThat(server.getInputStream().readNBytes(28 + BROKEN_HELLO.length))
                            .endsWith(BROKEN_HELLO);
                    Thread writer = Thread.ofVirtual().start(() -> write(server, answer));
                    byte[] heard = client.getInputStream().readNBytes(answer.length);
                    assertThat(Arrays.equals(heard, answer)).isTrue();
                    writer.join();
                }
                assertThat(client.getInputStream().read()).isNegative();
                for (int i = 0; i < 1_000; i++) {
                    client.getOutputStream().write(i);
                }
            }
            eventually(now -> now.passedOn() == 0 && !now.accepted().isEmpty());
        }
    }

    @Test
    void whoDoesNotEndIsEndedWhenTheProxyHas() throws Exception {
        try (ServerSocket behind = new ServerSocket(0, 50, LOOPBACK)) {
            startAgain(
                    behind.getLocalPort(),
                    FrontBounds.DEFAULT.waiting(Long.MAX_VALUE, 1, Long.MAX_VALUE));
            try (Socket client = connect()) {
                client.getOutputStream().write(BROKEN_HELLO);
                behind.accept().close();
                assertThat(ends(client)).isTrue();
                eventually(now -> now.passedOn() == 0 && !now.accepted().isEmpty());
            }
        }
    }

    @Test
    void nothingIsReadForWhoDoesNotRead() throws Exception {
        try (ServerSocketChannel behind =
                ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            startAgain(behind.socket().getLocalPort(), FrontBounds.DEFAULT);
            try (SocketChannel client = SocketChannel.open(new InetSocketAddress(LOOPBACK, port))) {
                client.write(ByteBuffer.wrap(BROKEN_HELLO));
                try (SocketChannel server = behind.accept()) {
                    skip(server, 28 + BROKEN_HELLO.length);
                    isBounded(client, server);
                    isBounded(server, client);
                }
            }
        }
    }

    private static void isBounded(SocketChannel writer, SocketChannel reader) throws IOException {
        writer.configureBlocking(false);
        int taken = fill(writer);
        assertThat(taken).isGreaterThan(1 << 10).isLessThan(48 << 20);
        skip(reader, taken);
    }

    /** Writes until nothing is taken any more; how many bytes were. */
    private static int fill(SocketChannel writer) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(64 << 10);
        int taken = 0;
        long takenAt = System.nanoTime();
        while (taken < 64 << 20 && System.nanoTime() - takenAt < TimeUnit.SECONDS.toNanos(1)) {
            int now = writer.write(zeros.rewind());
            if (now > 0) {
                taken += now;
                takenAt = System.nanoTime();
            }
        }
        return taken;
    }

    private static void skip(SocketChannel reader, int bytes) throws IOException {
        reader.configureBlocking(true);
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        for (int left = bytes; left > 0; ) {
            int now = reader.read(buffer.clear().limit(Math.min(left, buffer.capacity())));
            if (now < 0) {
                throw new IOException("it ended with " + left + " to come");
            }
            left -= now;
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Certificates are not what this is about. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
