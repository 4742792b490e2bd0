package foyer.sfu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureContinuityTest {
    private static final int LOW = 0;
    private static final int HIGH = 1;

    private PictureContinuity continuity = new PictureContinuity();

    /** A packet with counters: 15-bit picture id, TL0PICIDX, KEYIDX. */
    private static PayloadFacts packet(int pictureId, int tl0PicIdx, int keyIdx) {
        return facts(pictureId, tl0PicIdx, keyIdx, 0x01);
    }

    private static PayloadFacts keyFrame(int pictureId, int tl0PicIdx, int keyIdx) {
        return facts(pictureId, tl0PicIdx, keyIdx, 0x00);
    }

    private static PayloadFacts facts(int pictureId, int tl0PicIdx, int keyIdx, int header) {
        byte[] bytes = new byte[7];
        PacketBuffer packet = PacketBuffer.wrap(bytes);
        packet.putU16(0, 0x90f0);
        packet.putU16(2, 0x8000 | (pictureId & 0x7fff));
        packet.putU8(4, tl0PicIdx);
        packet.putU8(5, keyIdx & 0x1f);
        packet.putU8(6, header);
        return Payloads.facts(CodecKind.VP8, bytes);
    }

    private void assertMapped(int source, PayloadFacts facts, int pictureId) {
        assertThat(continuity.map(source, facts)).as("picture %d", facts.pictureId()).isTrue();
        assertThat(continuity.pictureId()).isEqualTo(pictureId);
    }

    private void assertMapped(int source, PayloadFacts facts, int id, int tl0, int key) {
        assertMapped(source, facts, id);
        assertThat(continuity.tl0PicIdx()).isEqualTo(tl0);
        assertThat(continuity.keyIdx()).isEqualTo(key);
    }

    @Test
    void leavesTheFirstSourceAsItIs() {
        continuity.switchTo(LOW);
        assertMapped(LOW, keyFrame(0x7fff, 255, 31), 0x7fff, 255, 31);
        assertMapped(LOW, packet(0x7fff, 255, 31), 0x7fff, 255, 31);
        assertMapped(LOW, packet(0, 0, 0), 0, 0, 0);
        assertMapped(LOW, packet(1, 1, 0), 1, 1, 0);
    }

    @Test
    void goesOnByOneAtASwitch() {
        assertMapped(LOW, keyFrame(100, 10, 1), 100, 10, 1);
        assertMapped(LOW, packet(101, 11, 1), 101, 11, 1);
        continuity.switchTo(HIGH);
        assertMapped(LOW, packet(102, 12, 1), 102, 12, 1);
        assertMapped(HIGH, keyFrame(9000, 200, 30), 103, 13, 2);
        assertMapped(HIGH, packet(9000, 200, 30), 103, 13, 2);
        assertMapped(HIGH, packet(9001, 201, 30), 104, 14, 2);
        continuity.switchTo(LOW);
        assertMapped(LOW, keyFrame(150, 60, 2), 105, 15, 3);
    }

    @Test
    void closesUpOverDroppedPictures() {
        assertMapped(LOW, keyFrame(10, 0, 0), 10, 0, 0);
        continuity.drop(LOW, packet(11, 0, 0));
        continuity.drop(LOW, packet(11, 0, 0));
        continuity.drop(LOW, packet(12, 0, 0));
        assertMapped(LOW, packet(13, 1, 0), 11, 1, 0);
        continuity.drop(LOW, packet(14, 1, 0));
        assertMapped(LOW, packet(15, 2, 0), 12, 2, 0);
        assertThat(continuity.map(LOW, packet(12, 0, 0))).as("was dropped").isFalse();
        assertMapped(LOW, packet(13, 1, 0), 11, 1, 0);
    }

    @Test
    void keepsAPlaceForPicturesThatAreLate() {
        assertMapped(LOW, keyFrame(10, 0, 0), 10);
        assertMapped(LOW, packet(14, 2, 0), 14);
        assertMapped(LOW, packet(12, 1, 0), 12);
        continuity.drop(LOW, packet(11, 0, 0));
        assertMapped(LOW, packet(15, 3, 0), 15);
    }

    @Test
    void keepsAPlaceForABaseLayerThatOnlyADroppedPictureToldOf() {
        assertMapped(LOW, keyFrame(10, 50, 0), 10, 50, 0);
        continuity.drop(LOW, packet(12, 51, 0));
        continuity.switchTo(HIGH);
        assertMapped(HIGH, keyFrame(600, 3, 9), 12, 52, 1);
        assertMapped(LOW, packet(11, 51, 0), 11, 51, 0);
    }

    @Test
    void keepsDistancesOverPicturesPassedOver() {
        assertMapped(LOW, keyFrame(10, 50, 0), 10, 50, 0);
        continuity.passOver(LOW, packet(12, 51, 0));
        assertMapped(LOW, packet(13, 51, 0), 13, 51, 0);
        continuity.passOver(LOW, packet(14, 51, 0));
        continuity.switchTo(HIGH);
        assertMapped(HIGH, keyFrame(600, 3, 9), 15, 52, 1);
        assertMapped(LOW, packet(11, 51, 0), 11, 51, 0);
    }

    @Test
    void mapsLatePacketsOfThePreviousSource() {
        assertMapped(LOW, keyFrame(100, 10, 1), 100, 10, 1);
        continuity.drop(LOW, packet(101, 10, 1));
        assertMapped(LOW, packet(102, 11, 1), 101, 11, 1);
        continuity.switchTo(HIGH);
        assertMapped(HIGH, keyFrame(500, 90, 7), 102, 12, 2);
        assertThat(continuity.remap(LOW, packet(102, 11, 1))).isTrue();
        assertThat(continuity.pictureId()).isEqualTo(101);
        assertThat(continuity.tl0PicIdx()).isEqualTo(11);
        assertThat(continuity.keyIdx()).isEqualTo(1);
        assertThat(continuity.map(LOW, packet(100, 10, 1))).isTrue();
        assertThat(continuity.pictureId()).isEqualTo(100);
        assertThat(continuity.remap(LOW, packet(101, 10, 1))).as("was dropped").isFalse();
        assertThat(continuity.map(LOW, packet(103, 12, 1))).as("after the switch").isFalse();
        assertThat(continuity.map(HIGH, packet(499, 89, 6))).as("before the switch").isFalse();
        assertThat(continuity.map(7, packet(499, 89, 6))).as("unknown source").isFalse();
    }

    @Test
    void hasNoGapAfterAPause() {
        assertMapped(LOW, keyFrame(100, 10, 1), 100, 10, 1);
        continuity.switchTo(LOW);
        continuity.drop(LOW, packet(120, 20, 1));
        assertMapped(LOW, keyFrame(130, 30, 2), 101, 11, 2);
    }

    @Test
    void startsANewCountAtAKeyFrameFarAway() {
        assertMapped(LOW, keyFrame(5000, 10, 1), 5000, 10, 1);
        assertThat(continuity.map(LOW, packet(100, 77, 9))).isFalse();
        assertMapped(LOW, keyFrame(100, 77, 9), 5001, 11, 2);
        assertMapped(LOW, packet(101, 78, 9), 5002, 12, 2);
    }

    @Test
    void mapsCountersWithoutPictureIds() {
        // X S | L T K | TL0PICIDX | TID KEYIDX
        PayloadFacts first = Payloads.facts(CodecKind.VP8, "90 70 05 01 00");
        assertThat(continuity.map(LOW, first)).isTrue();
        assertThat(continuity.pictureId()).isEqualTo(-1);
        assertThat(continuity.tl0PicIdx()).isEqualTo(5);
        continuity.switchTo(HIGH);
        assertThat(continuity.map(HIGH, Payloads.facts(CodecKind.VP8, "90 70 99 01 00"))).isTrue();
        assertThat(continuity.tl0PicIdx()).isEqualTo(6);
        assertThat(continuity.keyIdx()).isEqualTo(2);
    }

    @Test
    void followsSevenBitPictureIdsAround() {
        for (int i = 0; i < 300; i++) {
            String id = "%02x".formatted(i & 0x7f);
            PayloadFacts facts = Payloads.facts(CodecKind.VP8, "90 80" + id + "01");
            assertMapped(LOW, facts, i);
        }
    }

    @Test
    void isTheSameAfterARestore() {
        assertMapped(LOW, keyFrame(100, 10, 1), 100);
        continuity.drop(LOW, packet(101, 10, 1));
        continuity.switchTo(HIGH);
        assertMapped(HIGH, keyFrame(500, 90, 7), 101);
        continuity.switchTo(LOW);
        PictureContinuity.Snapshot snapshot = continuity.snapshot();
        continuity = PictureContinuity.restore(snapshot);
        assertThat(continuity.snapshot()).isEqualTo(snapshot);
        assertThat(continuity.remap(LOW, packet(101, 10, 1))).isFalse();
        assertMapped(HIGH, packet(501, 91, 7), 102, 12, 2);
        assertMapped(LOW, keyFrame(150, 33, 4), 103, 13, 3);
    }

    /** Against a plain list of all pictures: shuffled, lost and dropped ones, and switches. */
    @Test
    void givesEachPictureOneNumberInOrder() {
        long seed = 4242;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            continuity = new PictureContinuity();
            playRandomly(random, "seed " + seed + " round " + round);
        }
    }

    private void playRandomly(Random random, String where) {
        int[] next = {random.nextInt(1 << 15), random.nextInt(1 << 15)};
        int source = LOW;
        continuity.switchTo(source);
        Map<Integer, Integer> numbers = new HashMap<>();
        int last = -1;
        boolean fresh = true;
        for (int step = 0; step < 500; step++) {
            if (random.nextInt(60) == 0) {
                source = 1 - source;
                next[source] = (next[source] + 200 + random.nextInt(50)) & 0x7fff;
                continuity.switchTo(source);
                numbers.clear();
                fresh = true;
            }
            int id = next[source];
            next[source] = (id + 1) & 0x7fff;
            if (!fresh && random.nextInt(3) == 0) {
                continuity.drop(source, packet(id, 0, 0));
                numbers.put(id, -1);
                continue;
            }
            assertThat(continuity.map(source, packet(id, 0, 0))).as(where).isTrue();
            if (last >= 0) {
                assertThat(continuity.pictureId()).as(where).isEqualTo((last + 1) & 0x7fff);
            }
            last = continuity.pictureId();
            numbers.put(id, last);
            fresh = false;
            int earlier = (id - random.nextInt(100)) & 0x7fff;
            int expected = numbers.getOrDefault(earlier, -1);
            boolean known = continuity.remap(source, packet(earlier, 0, 0));
            int mapped = known ? continuity.pictureId() : -1;
            assertThat(mapped).as("%s picture %d", where, earlier).isEqualTo(expected);
        }
    }

    @Test
    void survivesAnyCounters() {
        long seed = 99;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[8];
            random.nextBytes(bytes);
            bytes[0] |= (byte) 0x80;
            PayloadFacts facts = Payloads.facts(CodecKind.VP8, bytes);
            int source = random.nextInt(3);
            switch (random.nextInt(4)) {
                case 0 -> continuity.drop(source, facts);
                case 1 -> continuity.switchTo(source);
                default -> {
                    boolean mapped = continuity.map(source, facts);
                    boolean sound =
                            !mapped
                                    || ((continuity.pictureId() >= 0) == (facts.pictureIdBits() > 0)
                                            && continuity.pictureId() < 1 << 15
                                            && (continuity.tl0PicIdx() >= 0)
                                                    == (facts.tl0PicIdx() >= 0)
                                            && continuity.keyIdx() < 1 << 5);
                    assertThat(sound).as("seed %d step %d: %s", seed, i, facts).isTrue();
                }
            }
        }
    }
}
