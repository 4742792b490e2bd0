package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.stream.Arrival;
import foyer.sfu.wire.PacketBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnyDescriptorTest {
    private static final int ID = 12;

    @Test
    void noDescriptorBreaksForwarding() {
        long seed = 1889;
        Random random = new Random(seed);
        LayerRates rates = new LayerRates(3);
        rates.received(2, 2, 100, 0, 0);
        ForwardedStream forwarded =
                new ForwardedStream(
                        CodecKind.AV1,
                        ForwardedStream.Frames.PREDICTED,
                        Arrangement.LAYERS,
                        rates,
                        90_000,
                        0,
                        0);
        forwarded.aim();
        DescribedSource stream = new DescribedSource();
        PacketBuffer buffer = PacketBuffer.allocate(600);
        PacketBuffer written = PacketBuffer.allocate(1_500);
        PacketBuffer outgoing = PacketBuffer.allocate(1_500);
        RtpWriter writer = new RtpWriter();
        RtpPacket packet = new RtpPacket();
        PayloadFacts facts = new PayloadFacts();
        int sent = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = descriptor(random, round);
            writer.start(buffer).timestamp(round / 3).extension(ID, bytes);
            assertThat(writer.payload(PacketBuffer.wrap(new byte[2]), 0, 2)).isTrue();
            assertThat(packet.wrap(buffer)).isTrue();
            facts.clear();
            int offset = packet.extensionOffset(ID);
            DependencyDescriptor.readFrameNumber(buffer, offset, bytes.length, facts);
            stream.described =
                    DependencyDescriptor.read(buffer, offset, bytes.length, stream.descriptor);
            if (stream.described) {
                stream.descriptor.applyTo(facts);
            }
            Arrival arrival = random.nextInt(8) == 0 ? Arrival.LATE : Arrival.NEXT;
            long sequence = arrival == Arrival.LATE ? round - random.nextInt(200) : round + 1_000L;
            if (forwarded.accept(stream, sequence, arrival, packet, facts, round)
                    == ForwardedStream.Verdict.SEND) {
                sent++;
                int length = forwarded.writeDescriptor(stream, packet, ID, written);
                writer.start(outgoing, packet).extension(ID, written, 0, length);
                assertThat(writer.payload(buffer, packet.payloadOffset(), 2)).isTrue();
            }
        }
        assertThat(sent).as("seed %d", seed).isGreaterThan(10_000);
    }

    /** Whole and damaged ones, of all lengths that there can be. */
    private static byte[] descriptor(Random random, int round) {
        byte[] bytes = new byte[1 + random.nextInt(random.nextBoolean() ? 8 : 255)];
        random.nextBytes(bytes);
        if (random.nextInt(3) == 0) {
            bytes =
                    Arrays.copyOf(
                            DescribedSource.L3T3,
                            random.nextBoolean() ? DescribedSource.L3T3.length : 255);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (bytes.length > 2) {
            bytes[1] = (byte) (round >> 8);
            bytes[2] = (byte) round;
        }
        return bytes;
    }
}
