package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.PayloadInspector;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.stream.Arrival;
import foyer.sfu.wire.PacketBuffer;
import org.junit.jupiter.api.Test;

/**
 * Which packets of layers in one stream go out, and which has the marker: of every picture the last
 * (RFC 9628 4.1; AV1 RTP specification 1.0, 4.2). Frames have one packet, their sender marks the
 * one of layer 2.
 */
class ForwardedLayersTest {
    private static final String NOT_SENT = "";
    private static final int DESCRIPTOR = 12;

    private final DescribedSource source = new DescribedSource();
    private final ForwardedStream vp9 = stream(CodecKind.VP9);
    private final ForwardedStream av1 = stream(CodecKind.AV1);

    private static ForwardedStream stream(CodecKind codec) {
        LayerRates rates = new LayerRates(3);
        for (int layer = 0; layer < 9; layer++) {
            rates.received(layer / 3, layer % 3, 100, 0, 0);
        }
        return new ForwardedStream(
                codec,
                ForwardedStream.Frames.PREDICTED,
                Arrangement.LAYERS,
                rates,
                90_000,
                100,
                7_000);
    }

    private void prefer(ForwardedStream stream, int spatial, int temporal) {
        stream.selection().prefer(new LayerPreference(spatial, temporal));
        stream.aim();
    }

    private String key(int sequence, int picture, int layer) {
        return vp9(sequence, picture, layer, 0, 0x80, Arrival.NEXT);
    }

    private String delta(int sequence, int picture, int layer, int temporal) {
        return vp9(sequence, picture, layer, temporal, 0xc0, Arrival.NEXT);
    }

    private String late(int sequence, int picture, int layer, int temporal) {
        return vp9(sequence, picture, layer, temporal, 0xc0, Arrival.LATE);
    }

    /** RFC 9628 4.2: I and P, then L, B and E; of the layers, U where there is no temporal one. */
    private String vp9(
            int sequence, int picture, int layer, int temporal, int predicted, Arrival arrival) {
        byte[] payload = {
            (byte) (predicted | 0x2c | (layer == 2 ? 1 : 0)),
            (byte) 0x80,
            (byte) picture,
            (byte) (temporal << 5 | (temporal == 0 ? 0x10 : 0) | layer << 1 | (layer > 0 ? 1 : 0)),
            0,
            1,
            2
        };
        source.described = false;
        PacketBuffer buffer = PacketBuffer.allocate(200);
        RtpPacket packet = packet(writer(buffer, sequence, picture, layer == 2), payload, buffer);
        PayloadFacts facts = new PayloadFacts();
        PayloadInspector.of(CodecKind.VP9)
                .inspect(buffer, packet.payloadOffset(), payload.length, packet.marker(), facts);
        return accept(vp9, sequence, arrival, packet, facts);
    }

    /** A frame whose template is the first of the structure with these layers. */
    private String av1(int sequence, int picture, int layer, int temporal, Arrival arrival) {
        byte[] bytes = {0, (byte) (sequence >> 8), (byte) sequence};
        for (int template = 0; template < 64; template++) {
            bytes[0] = (byte) (0xc0 | template);
            source.described =
                    DependencyDescriptor.read(
                            PacketBuffer.wrap(bytes), 0, bytes.length, source.descriptor);
            if (source.described
                    && source.descriptor.spatialLayer() == layer
                    && source.descriptor.temporalLayer() == temporal) {
                return described(sequence, picture, bytes, arrival);
            }
        }
        throw new AssertionError("no template for S" + layer + "T" + temporal);
    }

    private String described(int sequence, int picture, byte[] descriptor, Arrival arrival) {
        source.described =
                DependencyDescriptor.read(
                        PacketBuffer.wrap(descriptor), 0, descriptor.length, source.descriptor);
        PacketBuffer buffer = PacketBuffer.allocate(400);
        RtpWriter writer =
                writer(buffer, sequence, picture, source.descriptor.spatialLayer() == 2)
                        .extension(DESCRIPTOR, PacketBuffer.wrap(descriptor), 0, descriptor.length);
        RtpPacket packet = packet(writer, new byte[] {0x10, 0x30, 0}, buffer);
        PayloadFacts facts = new PayloadFacts();
        source.descriptor.applyTo(facts);
        return accept(av1, sequence, arrival, packet, facts);
    }

    private static RtpWriter writer(
            PacketBuffer buffer, int sequence, int picture, boolean marker) {
        return new RtpWriter()
                .start(buffer)
                .payloadType(100)
                .marker(marker)
                .sequenceNumber(sequence)
                .timestamp(picture * 3_000L)
                .ssrc(1);
    }

    private static RtpPacket packet(RtpWriter writer, byte[] payload, PacketBuffer buffer) {
        assertThat(writer.payload(PacketBuffer.wrap(payload), 0, payload.length)).isTrue();
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(buffer)).isTrue();
        return packet;
    }

    /** The outgoing sequence number, and whether it has the marker or nothing in it. */
    private String accept(
            ForwardedStream stream,
            int sequence,
            Arrival arrival,
            RtpPacket packet,
            PayloadFacts facts) {
        return switch (stream.accept(source, sequence, arrival, packet, facts, 0)) {
            case SEND -> stream.sequence() + (stream.marker() ? " end" : "");
            case FILL -> stream.sequence() + " empty";
            case DROP -> NOT_SENT;
        };
    }

    @Test
    void theHighestLayerThatGoesOutEndsThePicture() {
        prefer(vp9, 1, 2);
        assertThat(key(10, 1, 0)).isEqualTo("100");
        assertThat(key(11, 1, 1)).isEqualTo("101 end");
        assertThat(key(12, 1, 2)).isEqualTo(NOT_SENT);

        prefer(vp9, 0, 2);
        assertThat(delta(13, 2, 0, 0)).isEqualTo("102 end");
        assertThat(delta(14, 2, 1, 0)).isEqualTo(NOT_SENT);
    }

    @Test
    void aLayerThatIsRepairedEndsNoPictureThatWentOnWithoutIt() {
        prefer(vp9, 1, 2);
        key(10, 1, 0);
        key(11, 1, 1);
        assertThat(delta(14, 2, 1, 0)).as("13 is missing").isEqualTo("104 end");

        prefer(vp9, 0, 2);
        assertThat(delta(16, 3, 0, 0)).isEqualTo("106 end");
        assertThat(late(13, 2, 0, 0)).isEqualTo("103");
    }

    @Test
    void theLayerThatEndsAPictureComesAfterItWasLeft() {
        prefer(vp9, 1, 2);
        key(10, 1, 0);
        key(11, 1, 1);
        assertThat(delta(12, 2, 0, 0)).isEqualTo("102");

        prefer(vp9, 0, 2);
        assertThat(delta(14, 3, 0, 0)).as("13 is missing").isEqualTo("104 end");
        assertThat(late(13, 2, 1, 0)).isEqualTo("103 end");
    }

    @Test
    void aPictureOfWhichNothingCameIsAsThoseAroundItWere() {
        prefer(vp9, 1, 2);
        key(10, 1, 0);
        key(11, 1, 1);
        delta(12, 2, 0, 0);
        delta(13, 2, 1, 0);

        prefer(vp9, 0, 2);
        assertThat(delta(16, 4, 0, 0)).as("14 and 15 are missing").isEqualTo("106 end");
        assertThat(late(14, 3, 0, 0)).isEqualTo("104");
        assertThat(late(15, 3, 1, 0)).isEqualTo("105 end");
    }

    @Test
    void theTopOfAKeyPictureIsNotGivenUpForBeingLate() {
        prefer(vp9, 2, 2);
        assertThat(key(10, 1, 0)).isEqualTo("100");
        assertThat(key(12, 1, 2)).as("11 is missing").isEqualTo("102 end");
        assertThat(delta(13, 2, 0, 0)).isEqualTo("103");
        assertThat(vp9(11, 1, 1, 0, 0x80, Arrival.LATE)).isEqualTo("101");
        assertThat(key(14, 3, 0)).isEqualTo("104");
        assertThat(key(15, 3, 1)).isEqualTo("105");
        assertThat(delta(17, 4, 0, 0)).as("16 is missing").isEqualTo("107");
        assertThat(vp9(16, 3, 2, 0, 0x80, Arrival.LATE)).isEqualTo("106 end");
    }

    @Test
    void nothingFollowsTheEndOfAPicture() {
        prefer(vp9, 0, 2);
        key(10, 1, 0);
        prefer(vp9, 1, 2);
        assertThat(delta(11, 2, 0, 0)).isEqualTo("101 end");
        assertThat(key(12, 2, 1)).as("needs no earlier picture").isEqualTo(NOT_SENT);
        assertThat(key(13, 3, 0)).isEqualTo("102");
        assertThat(key(14, 3, 1)).isEqualTo("103 end");
    }

    @Test
    void spatialLayersHaveTheSameTemporalLayers() {
        prefer(vp9, 1, 2);
        key(10, 1, 0);
        key(11, 1, 1);
        prefer(vp9, 1, 0);
        assertThat(delta(12, 2, 0, 2)).isEqualTo(NOT_SENT);
        prefer(vp9, 1, 2);
        assertThat(delta(14, 3, 0, 2)).as("13 is missing").isEqualTo(NOT_SENT);
        assertThat(delta(15, 3, 1, 2)).as("needs 13").isEqualTo(NOT_SENT);
        assertThat(late(13, 2, 1, 2)).isEqualTo("102 empty");
    }

    @Test
    void aCeilingDoesNotMakeTheBaseLayerForgotten() {
        prefer(vp9, 0, 0);
        assertThat(key(10, 1, 0)).isEqualTo("100 end");
        assertThat(delta(12, 3, 0, 2)).as("11 is missing").isEqualTo(NOT_SENT);
        assertThat(delta(13, 4, 0, 0)).isEqualTo("102 end");
        assertThat(delta(14, 5, 0, 2)).isEqualTo(NOT_SENT);
        assertThat(delta(15, 6, 0, 0)).isEqualTo("103 end");
        assertThat(delta(16, 7, 0, 2)).isEqualTo(NOT_SENT);
        assertThat(late(11, 2, 0, 0)).isEqualTo("101 end");
    }

    @Test
    void aFrameThatIsRepairedIsLeftOutWithItsPicture() {
        prefer(av1, 2, 2);
        assertThat(described(10, 1, DescribedSource.L3T3, Arrival.NEXT)).isEqualTo("100");
        assertThat(av1(11, 1, 1, 0, Arrival.NEXT)).isEqualTo("101");
        assertThat(av1(12, 1, 2, 0, Arrival.NEXT)).isEqualTo("102 end");

        prefer(av1, 2, 0);
        assertThat(av1(14, 2, 1, 2, Arrival.NEXT)).as("13 is missing").isEqualTo(NOT_SENT);
        assertThat(av1(13, 2, 0, 2, Arrival.LATE)).isEqualTo("103 empty");
    }
}
