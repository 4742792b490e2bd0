package foyer.sfu.scenario;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.scenario.ForwardingBenchmark.Reading;
import foyer.sfu.srtp.CipherChoice;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpReport;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A packet of video from one sender through a room to each of its receivers: opened, parsed,
 * chosen, rewritten, protected; deadlines and reports included. An operation is a packet that comes
 * in; that it is made and protected before is part of the processor's time and of the garbage.
 */
@State(Scope.Thread)
public class ForwardBenchmark {
    private static final int PACKETS = 60;

    /** How it is done. */
    public enum Way {
        /** The base's cipher, and each datagram sent by a call of its own. */
        NAIVE,
        /** The base's cipher, and nothing sent. */
        BASE_UNSENT,
        /** The cipher that is the cheapest here, and nothing sent. */
        CHOSEN_UNSENT
    }

    @Param({"10", "100"})
    public int receivers = 10;

    @Param public Way way = Way.NAIVE;

    private @Nullable Room room;

    @Setup
    public void open() throws IOException {
        room = new Room(receivers, way);
    }

    /** Protects what the sender sends. */
    @Setup(Level.Invocation)
    public void prepare() {
        if (room != null) {
            room.benchmark.prepare(PACKETS);
            room.benchmark.consent();
        }
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long forward() {
        if (room == null) {
            throw new AssertionError("not set up");
        }
        room.benchmark.play(PACKETS, room.reading);
        return room.benchmark.sent();
    }

    @TearDown
    public void close() throws IOException {
        if (room != null) {
            room.close();
        }
    }

    private static final class Room implements ForwardingBenchmark.Exit, AutoCloseable {
        private final ForwardingBenchmark benchmark;
        private final Reading reading;
        private final ByteBuffer datagram = ByteBuffer.allocateDirect(PacketBuffer.CAPACITY);
        private final DatagramChannel channel = DatagramChannel.open();
        private final DatagramChannel sink = DatagramChannel.open();
        private final SocketAddress target;

        Room(int receivers, Way way) throws IOException {
            reading = way == Way.NAIVE ? Reading.ONE_BY_ONE : Reading.TOGETHER;
            sink.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            target = sink.getLocalAddress();
            SrtpReport report =
                    Srtp.choose(
                            way == Way.CHOSEN_UNSENT ? SrtpCipher.AUTO : SrtpCipher.BASE,
                            System::nanoTime);
            CipherChoice choice = report.choice();
            benchmark =
                    new ForwardingBenchmark(
                            receivers,
                            PreparedVideo.Sizes.AS_BROWSERS,
                            new Srtp(() -> choice),
                            way == Way.NAIVE ? this : (packet, path) -> {});
        }

        @Override
        public void transmit(PacketBuffer packet, Path path) {
            datagram.clear().put(packet.array(), packet.offset(), packet.length()).flip();
            try {
                channel.send(datagram, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            sink.close();
        }
    }
}
