package foyer.sfu.engine;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.TransportProtocol;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** How a test's peer reaches the server. */
interface PeerSocket extends AutoCloseable {
    void send(byte[] packet) throws IOException;

    /** Waits for a packet; throws when the socket is closed. */
    void receive(PacketBuffer packet) throws IOException;

    @Override
    void close();

    static PeerSocket open(TransportProtocol protocol, InetSocketAddress server)
            throws IOException {
        return switch (protocol) {
            case UDP -> new Udp(server);
            case TCP -> new Tcp(server);
        };
    }

    /** A length and a packet (RFC 4571 2). */
    static byte[] frame(byte[] packet) {
        byte[] frame = new byte[packet.length + 2];
        frame[0] = (byte) (packet.length >>> 8);
        frame[1] = (byte) packet.length;
        System.arraycopy(packet, 0, frame, 2, packet.length);
        return frame;
    }

    /** Datagrams. */
    final class Udp implements PeerSocket {
        private final DatagramSocket socket =
                new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final InetSocketAddress server;

        Udp(InetSocketAddress server) throws IOException {
            this.server = server;
        }

        @Override
        public void send(byte[] packet) throws IOException {
            socket.send(new DatagramPacket(packet, packet.length, server));
        }

        @Override
        public void receive(PacketBuffer packet) throws IOException {
            DatagramPacket datagram =
                    new DatagramPacket(packet.array(), packet.offset(), packet.capacity());
            socket.receive(datagram);
            packet.length(datagram.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Frames on a connection. */
    final class Tcp implements PeerSocket {
        private final Socket socket;
        private final DataInputStream in;

        Tcp(InetSocketAddress server) throws IOException {
            socket = new Socket(server.getAddress(), server.getPort());
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
        }

        @Override
        public void send(byte[] packet) throws IOException {
            write(frame(packet));
        }

        /** Sends bytes as they are. */
        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void receive(PacketBuffer packet) throws IOException {
            int length = in.readUnsignedShort();
            in.readFully(packet.array(), packet.offset(), length);
            packet.length(length);
        }

        /** True when the server ends the connection within some seconds and says nothing more. */
        boolean endsSilently() throws IOException {
            socket.setSoTimeout(20_000);
            try {
                return in.read() < 0;
            } catch (java.net.SocketException reset) {
                return true;
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
