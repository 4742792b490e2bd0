package foyer.signaling.app;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket by hand, for tests of how the server ends a connection: the JDK's client now and then
 * never tells that its peer closed the socket.
 */
final class BareWebSocket implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;
    private static final int SHORT_BYTES = 125;
    private static final int MASK_BYTES = 4;

    private final Socket socket;
    private final DataInputStream in;

    private BareWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects, and is welcome. */
    static BareWebSocket connect(String server) throws IOException {
        BareWebSocket socket = open(server, "");
        socket.send("40");
        socket.await("40{");
        return socket;
    }

    /** Connects as the second transport of a session, which has still to be probed. */
    static BareWebSocket beside(String server, String sessionId) throws IOException {
        return open(server, "&sid=" + sessionId);
    }

    private static BareWebSocket open(String server, String session) throws IOException {
        URI uri = URI.create(server);
        BareWebSocket socket = new BareWebSocket(new Socket(uri.getHost(), uri.getPort()));
        socket.upgrade(uri, session);
        return socket;
    }

    private void upgrade(URI server, String session) throws IOException {
        String request =
                """
                GET /socket.io/?EIO=4&transport=websocket%s HTTP/1.1\r
                Host: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """
                        .formatted(session, server.getAuthority());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no upgrade: " + answer);
        }
    }

    /** One frame of text. Its mask is zero, which is as good as any. */
    void send(String text) throws IOException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(2 + Long.BYTES + MASK_BYTES + data.length);
        frame.put((byte) FINAL_TEXT);
        if (data.length <= SHORT_BYTES) {
            frame.put((byte) (MASKED | data.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_OF_64_BITS)).putLong(data.length);
        }
        frame.put(new byte[MASK_BYTES]).put(data);
        OutputStream out = socket.getOutputStream();
        out.write(frame.array(), 0, frame.position());
    }

    /** Reads frames up to one that begins so. */
    void await(String prefix) throws IOException {
        String text = receive();
        while (!text.startsWith(prefix)) {
            text = receive();
        }
    }

    private String receive() throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long bytes =
                switch (length) {
                    case LENGTH_OF_16_BITS -> in.readUnsignedShort();
                    case LENGTH_OF_64_BITS -> in.readLong();
                    default -> length;
                };
        return new String(in.readNBytes(Math.toIntExact(bytes)), StandardCharsets.UTF_8);
    }

    /**
     * Sends a frame that ends the connection, and waits until the server has closed it.
     *
     * @throws SocketTimeoutException when it leaves it open
     */
    void sendLast(String text) throws IOException {
        try {
            send(text);
            while (in.read() >= 0) {
                // What came before the end is not looked at.
            }
        } catch (SocketException ended) {
            // Closed before it had read all that we sent, which is an end too.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
