package foyer.sfu.engine.turn;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** How a test's client speaks to the server. */
interface TurnSockets extends Closeable {
    int PATIENCE_MILLIS = 5_000;

    void send(byte[] packet) throws IOException;

    /** Waits for a message. */
    byte[] receive() throws IOException;

    /** Datagrams. */
    final class Udp implements TurnSockets {
        private final DatagramSocket socket;
        private final InetSocketAddress server;

        Udp(InetSocketAddress server) throws IOException {
            this.server = server;
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        @Override
        public void send(byte[] packet) throws IOException {
            socket.send(new DatagramPacket(packet, packet.length, server));
        }

        @Override
        public byte[] receive() throws IOException {
            DatagramPacket datagram = new DatagramPacket(new byte[2_048], 2_048);
            socket.receive(datagram);
            return Arrays.copyOf(datagram.getData(), datagram.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** A connection, behind TLS or not. */
    final class Stream implements TurnSockets {
        private final Socket socket;
        private final DataInputStream in;

        Stream(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(socket.getInputStream());
        }

        static Stream tcp(InetSocketAddress server) throws IOException {
            return new Stream(new Socket(server.getAddress(), server.getPort()));
        }

        static Stream tls(InetSocketAddress server) throws IOException {
            SSLSocket socket =
                    (SSLSocket)
                            trusting()
                                    .getSocketFactory()
                                    .createSocket(server.getAddress(), server.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            return new Stream(socket);
        }

        /** Certificates are looked at by the tests that are about them. */
        static SSLContext trusting() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
                return context;
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        X509Certificate certificate() throws IOException {
            return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        }

        @Override
        public void send(byte[] packet) throws IOException {
            socket.getOutputStream().write(packet);
        }

        @Override
        public byte[] receive() throws IOException {
            byte[] head = new byte[4];
            in.readFully(head);
            int length = (head[2] & 0xff) << 8 | (head[3] & 0xff);
            boolean channel = head[0] >>> 6 == 1;
            int rest = channel ? (length + 3) & ~3 : 16 + length;
            byte[] packet = Arrays.copyOf(head, 4 + rest);
            in.readFully(packet, 4, rest);
            return packet;
        }

        /** What the next record brings, whole or several messages. */
        int bytesAtOnce() throws IOException {
            return socket.getInputStream().read(new byte[1 << 14]);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Trusts. */
    final class Anybody implements X509TrustManager {
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
