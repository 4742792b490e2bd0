package foyer.sfu.rtp;

import foyer.sfu.wire.PacketBuffer;
import java.util.HexFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One video packet with three header extensions; the copy is what every other way has to do too.
 */
@State(Scope.Thread)
public class PacketBenchmark {
    private static final int PAYLOAD_BYTES = 1050;

    private final RtpPacket packet = new RtpPacket();
    private final RtpWriter writer = new RtpWriter();
    private final PacketBuffer target = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private int number;

    public PacketBenchmark() {
        byte[] header =
                HexFormat.of().parseHex("90e0123489abcdefdeadbeefbede0003126d696421000132abcdef00");
        incoming.length(header.length + PAYLOAD_BYTES);
        incoming.putBytes(0, header, 0, header.length);
    }

    @Benchmark
    public int copy() {
        return target.set(incoming).length();
    }

    @Benchmark
    public int parse() {
        if (!packet.wrap(incoming) || !RtpExtensions.textEquals(packet, 1, "mid")) {
            throw new AssertionError("not parsed");
        }
        return packet.payloadOffset() + packet.extensionOffset(3);
    }

    @Benchmark
    public int rewrite() {
        packet.wrap(incoming);
        writer.start(target, packet).sequenceNumber(++number & 0xffff).ssrc(7);
        writer.text(1, "a").u16(2, 0).copy(20, packet, 3);
        if (!writer.payload(incoming, packet.payloadOffset(), packet.payloadLength())) {
            throw new AssertionError("not written");
        }
        return target.length();
    }
}
