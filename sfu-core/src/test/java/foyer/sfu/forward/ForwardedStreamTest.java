package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.codec.CodecKind;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.codec.PayloadInspector;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.ReceiveStream;
import foyer.sfu.stream.Recovery;
import foyer.sfu.stream.SenderClock;
import foyer.sfu.wire.PacketBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ForwardedStreamTest {
    private static final long MS = 1_000_000L;
    private static final String NOT_SENT = "";

    private record Stream(int index, ReceiveStream receive) implements Source {
        Stream(int index) {
            this(index, new ReceiveStream(90_000, Recovery.NONE));
        }

        @Override
        public SenderClock senderClock() {
            return receive.senderClock();
        }
    }

    private final Stream small = new Stream(0);
    private final Stream large = new Stream(1);
    private final ForwardedStream video =
            new ForwardedStream(
                    CodecKind.VP8,
                    ForwardedStream.Frames.PREDICTED,
                    Arrangement.STREAMS,
                    rates(2),
                    90_000,
                    100,
                    7_000);
    private final ForwardedStream audio =
            new ForwardedStream(
                    CodecKind.OPUS,
                    ForwardedStream.Frames.INDEPENDENT,
                    Arrangement.STREAMS,
                    rates(1),
                    48_000,
                    65_535,
                    0);
    private String picture = "";

    @Test
    void videoBeginsWithAKeyFrame() {
        aim();

        assertThat(delta(large, 9, 0, 0)).isEqualTo(NOT_SENT);
        assertThat(key(large, 10, 3_000, 33)).isEqualTo("100@7000");
        assertThat(delta(large, 11, 6_000, 66)).isEqualTo("101@10000");
    }

    @Test
    void audioBeginsAnywhereAndWraps() {
        audio.aim();

        assertThat(sound(500, 48_000, 0)).isEqualTo("65535@0");
        assertThat(sound(501, 48_960, 20)).isEqualTo("0@960");
        assertThat(sound(503, 50_880, 60)).isEqualTo("2@2880");
    }

    @Test
    void switchesAtAKeyFrameOfTheTargetAndGoesOn() {
        aim();
        assertThat(key(small, 10, 0, 0)).isEqualTo("100@7000");
        assertThat(delta(large, 600, 90_000, 5)).isEqualTo(NOT_SENT);
        assertThat(delta(small, 11, 3_000, 33)).isEqualTo("101@10000");

        // 40 ms after the last packet, by arrival: no sender reports are known.
        assertThat(key(large, 601, 93_600, 73)).isEqualTo("102@13600");
        assertThat(delta(small, 12, 6_000, 74)).isEqualTo(NOT_SENT);
        assertThat(delta(large, 602, 96_600, 106)).isEqualTo("103@16600");
        assertThat(video.switches()).isEqualTo(2);
    }

    @Test
    void senderReportsSetTheStepOfASwitch() {
        small.receive().senderReport(1L << 40, 0, 0);
        large.receive().senderReport(1L << 40, 500_000, 0);
        aim();
        key(small, 10, 0, 0);

        // 33⅓ ms after the last packet by the sender's clock, 73 ms by arrival.
        assertThat(key(large, 601, 503_000, 73)).isEqualTo("101@10000");
    }

    @Test
    void latePacketOfTheStreamLeftIsStillSentInItsPlace() {
        aim();
        key(small, 10, 0, 0);
        delta(small, 12, 6_000, 66);
        assertThat(key(large, 601, 93_000, 70)).startsWith("103@");

        assertThat(late(small, 11, 3_000, 75)).isEqualTo("101@10000");
        assertThat(late(small, 9, 0, 75)).isEqualTo(NOT_SENT);
    }

    @Test
    void lateKeyFrameIsNoPlaceToEnter() {
        aim();

        assertThat(accept(video, large, 10, 0, Arrival.LATE, vp8(true, 40, 5), 0))
                .isEqualTo(NOT_SENT);
    }

    @Test
    void pictureIdsGoOnAcrossASwitch() {
        aim();
        key(small, 10, 0, 0, 1_000, 50);
        assertThat(picture).isEqualTo("83e8/32");
        delta(small, 11, 3_000, 33, 1_001, 51);
        assertThat(picture).isEqualTo("83e9/33");

        key(large, 601, 93_000, 66, 20, 200);
        assertThat(picture).isEqualTo("83ea/34");
        delta(large, 602, 96_000, 99, 21, 201);
        assertThat(picture).isEqualTo("83eb/35");
    }

    @Test
    void pictureIdsWrapWhereTheyAre() {
        aim();
        key(large, 10, 0, 0, 32_767, 255);
        assertThat(picture).isEqualTo("ffff/ff");
        delta(large, 11, 3_000, 33, 0, 0);
        assertThat(picture).isEqualTo("8000/00");
    }

    @Test
    void paddingIsLeftOutAndNotMissed() {
        aim();
        key(large, 10, 0, 0);

        assertThat(accept(video, large, 11, 0, Arrival.NEXT, new byte[0], 1)).isEqualTo(NOT_SENT);
        assertThat(delta(large, 13, 3_000, 33)).isEqualTo("102@10000");
        assertThat(accept(video, large, 12, 0, Arrival.LATE, new byte[0], 34))
                .isEqualTo("101@7000 empty");
    }

    @Test
    void stoppedStreamWaitsForAKeyFrameAndGoesOnInTime() {
        aim();
        key(large, 10, 0, 0);
        delta(large, 11, 3_000, 33);
        video.stop();

        assertThat(delta(large, 12, 6_000, 66)).isEqualTo(NOT_SENT);
        aim();
        assertThat(delta(large, 13, 9_000, 99)).isEqualTo(NOT_SENT);
        // A second after the last packet sent.
        assertThat(key(large, 50, 93_000, 1_033)).isEqualTo("102@100000");
    }

    @Test
    void soundOfASenderThatBeganAnewGoesOnUnbroken() {
        audio.aim();
        sound(500, 48_000, 0);
        sound(501, 48_960, 20);

        // The window puts a restarted count into the next round; its time is any other.
        assertThat(restart(audio, (1 << 16) + 30_000, 3_000_000_000L, 40)).isEqualTo("1@1920");
        assertThat(sound((1 << 16) + 30_001, 3_000_000_960L, 60)).isEqualTo("2@2880");
    }

    @Test
    void pictureOfASenderThatBeganAnewWaitsForAKeyFrame() {
        aim();
        key(large, 10, 0, 0);
        assertThat(
                        accept(
                                video,
                                large,
                                (1 << 16) + 40_000,
                                1_000_000,
                                Arrival.RESTART,
                                vp8(false, 3, 3),
                                33))
                .isEqualTo(NOT_SENT);
        assertThat(delta(large, (1 << 16) + 40_001, 1_003_000, 66)).isEqualTo(NOT_SENT);

        assertThat(video.aim()).isTrue();
        assertThat(key(large, (1 << 16) + 40_002, 1_006_000, 100)).isEqualTo("101@16000");
    }

    @Test
    void restartOfAnotherStreamChangesNothing() {
        aim();
        key(large, 10, 0, 0);
        accept(video, small, 90_000, 0, Arrival.RESTART, vp8(false, 1, 1), 10);

        assertThat(delta(large, 11, 3_000, 33)).isEqualTo("101@10000");
    }

    @Test
    void ceilingHoldsForTheFirstPictureToo() {
        video.selection().prefer(new LayerPreference(0, 0));
        aim();

        assertThat(key(large, 10, 0, 0)).isEqualTo(NOT_SENT);
        assertThat(key(small, 10, 0, 0)).isEqualTo("100@7000");
    }

    /** Frames of one packet: sequence number and picture id go on together. */
    private String layer(int sequence, int temporal, boolean sync, int tl0) {
        return layer(sequence, temporal, sync, tl0, Arrival.NEXT);
    }

    private String layer(int sequence, int temporal, boolean sync, int tl0, Arrival arrival) {
        byte[] payload = vp8(temporal == 0 && tl0 == 7, 0x1000 + sequence, tl0);
        payload[5] = (byte) (temporal << 6 | (sync ? 0x20 : 0));
        picture = "";
        long ms = sequence * 33L;
        return accept(video, large, sequence, sequence * 3000L, arrival, payload, ms);
    }

    @Test
    void temporalLayersLeftOutAreMissedByNobody() {
        video.selection().prefer(new LayerPreference(1, 1));
        aim();
        assertThat(layer(10, 0, false, 7)).isEqualTo("100@7000");
        assertThat(picture).isEqualTo("900a/07");
        assertThat(layer(11, 2, true, 7)).isEqualTo(NOT_SENT);
        assertThat(layer(12, 1, true, 7)).isEqualTo("101@13000");
        assertThat(picture).isEqualTo("900b/07");
        assertThat(layer(13, 2, false, 7)).isEqualTo(NOT_SENT);
        assertThat(layer(14, 0, false, 8)).isEqualTo("102@19000");
        assertThat(picture).isEqualTo("900c/08");
        assertThat(video.temporalLayer()).isEqualTo(1);

        video.selection().prefer(new LayerPreference(1, 2));
        assertThat(layer(15, 2, false, 8)).as("may need what was left out").isEqualTo(NOT_SENT);
        assertThat(layer(16, 1, false, 8)).isEqualTo("103@25000");
        assertThat(picture).isEqualTo("900d/08");
        assertThat(layer(17, 2, true, 8)).isEqualTo("104@28000");
        assertThat(picture).isEqualTo("900e/08");
        assertThat(layer(19, 2, false, 8)).as("18 is missing").isEqualTo("106@34000");
        assertThat(picture).isEqualTo("9010/08");

        video.selection().prefer(new LayerPreference(1, 0));
        assertThat(layer(20, 1, true, 8)).isEqualTo(NOT_SENT);
        assertThat(layer(22, 0, false, 9)).as("21 is missing").isEqualTo("108@43000");
        assertThat(picture).isEqualTo("9012/09");
    }

    @Test
    void lateFramesOfALayerLeftOutAreFilled() {
        aim();
        layer(10, 0, false, 7);
        layer(11, 2, true, 7);
        layer(13, 2, false, 7);
        video.selection().prefer(new LayerPreference(1, 0));
        layer(14, 0, false, 8);
        layer(15, 2, true, 8);
        layer(17, 2, false, 8);
        layer(18, 0, false, 9);

        // 12 was lost while its layer went out, 16 while it did not.
        assertThat(layer(12, 1, true, 7, Arrival.LATE)).isEqualTo("102@13000");
        assertThat(picture).isEqualTo("900c/07");
        assertThat(layer(16, 1, false, 8, Arrival.LATE)).isEqualTo("105@25000 empty");
        assertThat(layer(15, 2, true, 8, Arrival.LATE)).isEqualTo(NOT_SENT);
    }

    private static LayerRates rates(int streams) {
        LayerRates rates = new LayerRates(streams);
        for (int i = 0; i < streams; i++) {
            for (int temporal = 0; temporal < 3; temporal++) {
                rates.received(i, temporal, 100, 0, 0);
            }
        }
        return rates;
    }

    private void aim() {
        video.aim();
    }

    private String key(Stream stream, long sequence, long timestamp, long ms) {
        return key(stream, sequence, timestamp, ms, (int) sequence & 0x7fff, (int) sequence);
    }

    private String key(Stream stream, long sequence, long timestamp, long ms, int id, int tl0) {
        return accept(video, stream, sequence, timestamp, Arrival.NEXT, vp8(true, id, tl0), ms);
    }

    private String delta(Stream stream, long sequence, long timestamp, long ms) {
        return delta(stream, sequence, timestamp, ms, (int) sequence & 0x7fff, (int) sequence);
    }

    private String delta(Stream stream, long sequence, long timestamp, long ms, int id, int tl0) {
        return accept(video, stream, sequence, timestamp, Arrival.NEXT, vp8(false, id, tl0), ms);
    }

    private String late(Stream stream, long sequence, long timestamp, long ms) {
        byte[] payload = vp8(false, (int) sequence, (int) sequence);
        return accept(video, stream, sequence, timestamp, Arrival.LATE, payload, ms);
    }

    private String sound(long sequence, long timestamp, long ms) {
        return accept(audio, small, sequence, timestamp, Arrival.NEXT, new byte[] {8, 1, 2}, ms);
    }

    private String restart(ForwardedStream stream, long sequence, long timestamp, long ms) {
        return accept(
                stream, small, sequence, timestamp, Arrival.RESTART, new byte[] {8, 1, 2}, ms);
    }

    /** The outgoing sequence number and timestamp, or {@link #NOT_SENT}. */
    private String accept(
            ForwardedStream stream,
            Stream source,
            long sequence,
            long timestamp,
            Arrival arrival,
            byte[] payload,
            long ms) {
        PacketBuffer buffer = PacketBuffer.allocate(200);
        new RtpWriter()
                .start(buffer)
                .payloadType(100)
                .sequenceNumber((int) sequence & 0xffff)
                .timestamp(timestamp)
                .ssrc(1)
                .payload(PacketBuffer.wrap(payload), 0, payload.length);
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(buffer)).isTrue();
        PayloadFacts facts = new PayloadFacts();
        boolean isVideo = stream == video;
        if (payload.length > 0) {
            PayloadInspector.of(isVideo ? CodecKind.VP8 : CodecKind.OPUS)
                    .inspect(buffer, packet.payloadOffset(), payload.length, false, facts);
        }
        switch (stream.accept(source, sequence, arrival, packet, facts, ms * MS)) {
            case SEND -> {}
            case FILL -> {
                return stream.sequence() + "@" + stream.timestamp() + " empty";
            }
            case DROP -> {
                return NOT_SENT;
            }
        }
        if (isVideo && payload.length > 0) {
            stream.rewritePayload(buffer, packet.payloadOffset());
            int at = packet.payloadOffset() + 2;
            picture = "%04x/%02x".formatted(buffer.u16(at), buffer.u8(at + 2));
        }
        return stream.sequence() + "@" + stream.timestamp();
    }

    /** RFC 7741 4.2: X and S, then I, L and T, a 15-bit picture id, TL0PICIDX, temporal layer 0. */
    private static byte[] vp8(boolean keyFrame, int pictureId, int tl0PicIdx) {
        byte[] payload =
                HexFormat.of()
                        .parseHex(
                                "90e08000"
                                        + "0000"
                                        + (keyFrame ? "10" : "11")
                                        + "02009d012a4001f000");
        payload[2] |= (byte) (pictureId >> 8);
        payload[3] = (byte) pictureId;
        payload[4] = (byte) tl0PicIdx;
        return payload;
    }
}
