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
import foyer.sfu.wire.PacketBuffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One port on loopback before media of two loops, a TURN server and a proxy. */
final class FrontVenue implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final TurnSecret SECRET = new TurnSecret("a secret for tests, which is long enough");
    static final int PATIENCE_MILLIS = 10_000;

    /** TLS that is not looked at further here. */
    static final byte[] BROKEN_HELLO = HexFormat.of().parseHex("160301000402000000");

    private final TinyProxy proxy;
    private final MediaServer media;
    private final TurnHost turn;
    private final int port;
    private Front front;

    FrontVenue() throws Exception {
        Pem pem = Pem.of("EC", 256, "SHA256withECDSA");
        proxy = new TinyProxy(pem);
        port = freePort();
        media = media(port);
        turn = turn(pem);
        front = Front.start(config(proxy.port()), media, turn);
    }

    TinyProxy proxy() {
        return proxy;
    }

    MediaServer media() {
        return media;
    }

    int port() {
        return port;
    }

    FrontReport report() {
        return front.report();
    }

    @Override
    public void close() throws IOException {
        front.close();
        turn.close();
        media.close();
        proxy.close();
    }

    private FrontConfig config(int proxyPort) {
        return new FrontConfig(port, "127.0.0.1", proxyPort, "");
    }

    /** With another proxy, or other bounds. */
    void startAgain(int proxyPort, FrontBounds bounds) throws Exception {
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
                                frontPort,
                                MediaServerConfig.ROOMS_STAY));
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

    Socket connect() throws IOException {
        Socket socket = new Socket(LOOPBACK, port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    SSLSocket connectTls(String... protocols) throws Exception {
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
    FrontReport eventually(Predicate<FrontReport> wanted) {
        long start = System.nanoTime();
        while (!wanted.test(front.report())) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
                throw new AssertionError(front.report());
            }
            Thread.onSpinWait();
        }
        return front.report();
    }

    static void write(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Checks are answered by each loop, in pieces and two at once too. */
    void checkBothLoops() throws Exception {
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

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static byte[] framed(byte[] packet) {
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
