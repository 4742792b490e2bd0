package foyer.sfu.engine.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is passed on, both ways, and how it ends. */
class FrontPassingTest {
    private final FrontVenue venue = new FrontVenue();

    FrontPassingTest() throws Exception {
        // The venue's sockets may not be had.
    }

    @AfterEach
    void close() throws Exception {
        venue.close();
    }

    @Test
    void pagesArePassedOnBothWaysWithTheClientsAddress() throws Exception {
        byte[] sent = new byte[3 << 20];
        new Random(443).nextBytes(sent);
        try (SSLSocket client = venue.connectTls("http/1.1")) {
            String ports = String.format("%04x%04x", client.getLocalPort(), venue.port());
            assertThat(venue.proxy().headers().poll(10, TimeUnit.SECONDS))
                    .isEqualTo(
                            HexFormat.of()
                                    .parseHex(
                                            "0d0a0d0a000d0a515549540a2111000c7f0000017f000001"
                                                    + ports));
            Thread writer = Thread.ofVirtual().start(() -> FrontVenue.write(client, sent));
            byte[] heard = new byte[sent.length];
            new DataInputStream(client.getInputStream()).readFully(heard);
            writer.join();
            assertThat(Arrays.equals(heard, sent)).isTrue();
            FrontReport report = venue.eventually(now -> now.passedOn() == 1);
            assertThat(report.accepted()).isEqualTo(Map.of(FrontDestination.HTTPS, 1L));
        }
        assertThat(venue.eventually(now -> now.passedOn() == 0).refused()).isEmpty();
    }

    @Test
    void whenTheProxyEndsSoDoesTheClient() throws Exception {
        try (SSLSocket client = venue.connectTls("http/1.1")) {
            assertThat(venue.proxy().headers().poll(10, TimeUnit.SECONDS)).hasSize(28);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isNegative();
        }
    }

    @Test
    void whatAClientSaysAfterTheEndDoesNoHarm() throws Exception {
        byte[] answer = new byte[1 << 20];
        new Random(7).nextBytes(answer);
        try (ServerSocket behind = new ServerSocket(0, 50, FrontVenue.LOOPBACK)) {
            venue.startAgain(behind.getLocalPort(), FrontBounds.DEFAULT);
            try (Socket client = venue.connect()) {
                client.getOutputStream().write(FrontVenue.BROKEN_HELLO);
                try (Socket server = behind.accept()) {
                    server.setSoTimeout(FrontVenue.PATIENCE_MILLIS);
                    assertThat(
                                    server.getInputStream()
                                            .readNBytes(28 + FrontVenue.BROKEN_HELLO.length))
                            .endsWith(FrontVenue.BROKEN_HELLO);
                    Thread writer =
                            Thread.ofVirtual().start(() -> FrontVenue.write(server, answer));
                    byte[] heard = client.getInputStream().readNBytes(answer.length);
                    assertThat(Arrays.equals(heard, answer)).isTrue();
                    writer.join();
                }
                assertThat(client.getInputStream().read()).isNegative();
                for (int i = 0; i < 1_000; i++) {
                    client.getOutputStream().write(i);
                }
            }
            venue.eventually(now -> now.passedOn() == 0 && !now.accepted().isEmpty());
        }
    }

    @Test
    void whoDoesNotEndIsEndedWhenTheProxyHas() throws Exception {
        try (ServerSocket behind = new ServerSocket(0, 50, FrontVenue.LOOPBACK)) {
            venue.startAgain(
                    behind.getLocalPort(),
                    FrontBounds.DEFAULT.waiting(Long.MAX_VALUE, 1, Long.MAX_VALUE));
            try (Socket client = venue.connect()) {
                client.getOutputStream().write(FrontVenue.BROKEN_HELLO);
                behind.accept().close();
                assertThat(FrontVenue.ends(client)).isTrue();
                venue.eventually(now -> now.passedOn() == 0 && !now.accepted().isEmpty());
            }
        }
    }

    @Test
    void nothingIsReadForWhoDoesNotRead() throws Exception {
        try (ServerSocketChannel behind =
                ServerSocketChannel.open().bind(new InetSocketAddress(FrontVenue.LOOPBACK, 0))) {
            venue.startAgain(behind.socket().getLocalPort(), FrontBounds.DEFAULT);
            try (SocketChannel client =
                    SocketChannel.open(new InetSocketAddress(FrontVenue.LOOPBACK, venue.port()))) {
                client.write(ByteBuffer.wrap(FrontVenue.BROKEN_HELLO));
                try (SocketChannel server = behind.accept()) {
                    skip(server, 28 + FrontVenue.BROKEN_HELLO.length);
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
}
