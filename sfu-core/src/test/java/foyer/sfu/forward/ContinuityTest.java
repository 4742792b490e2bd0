package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ContinuityTest {
    private static final int A = 0;
    private static final int B = 1;

    private final Continuity continuity = new Continuity(1_000, 50_000);

    @Test
    void beginsWithTheChosenNumbers() {
        continuity.splice(A, 77, 9_000, 0);

        assertThat(send(A, 77, 9_000)).isEqualTo("1000@50000");
        assertThat(send(A, 78, 12_000)).isEqualTo("1001@53000");
    }

    @Test
    void goesOnAcrossASplice() {
        continuity.splice(A, 77, 9_000, 0);
        send(A, 77, 9_000);
        send(A, 78, 12_000);
        continuity.splice(B, 500, 4_000_000_000L, 3_000);

        assertThat(send(B, 500, 4_000_000_000L)).isEqualTo("1002@56000");
        assertThat(send(B, 501, 4_000_003_000L)).isEqualTo("1003@59000");
    }

    @Test
    void gapOfTheSourceStaysAGap() {
        continuity.splice(A, 77, 9_000, 0);
        send(A, 77, 9_000);

        assertThat(send(A, 80, 15_000)).isEqualTo("1003@56000");
        assertThat(send(A, 79, 15_000)).isEqualTo("1002@56000");
    }

    @Test
    void latePacketsOfTheEpochBeforeKeepTheirNumbers() {
        continuity.splice(A, 77, 9_000, 0);
        send(A, 77, 9_000);
        send(A, 79, 15_000);
        continuity.splice(B, 500, 0, 3_000);
        send(B, 500, 0);

        assertThat(send(A, 78, 12_000)).isEqualTo("1001@53000");
        assertThat(send(B, 501, 3_000)).isEqualTo("1004@62000");
    }

    @Test
    void epochBeforeEndsWithItsLastPacketSent() {
        continuity.splice(A, 77, 9_000, 0);
        send(A, 77, 9_000);
        continuity.splice(B, 500, 0, 3_000);

        assertThat(carries(A, 78)).isFalse();
        assertThat(carries(A, 76)).isFalse();
        assertThat(carries(B, 499)).isFalse();
    }

    @Test
    void returningSourceIsANewEpoch() {
        continuity.splice(A, 10, 0, 0);
        send(A, 10, 0);
        continuity.splice(B, 500, 0, 100);
        send(B, 500, 0);
        continuity.splice(A, 20, 1_000, 100);

        assertThat(send(A, 20, 1_000)).isEqualTo("1002@50200");
        assertThat(carries(A, 10)).isFalse();
        assertThat(carries(B, 500)).isTrue();
    }

    @Test
    void timeMovesAtLeastOneTickOnceAnythingWasSent() {
        continuity.splice(A, 10, 0, -500);
        assertThat(send(A, 10, 0)).isEqualTo("1000@50000");
        continuity.splice(B, 500, 7, -500);

        assertThat(send(B, 500, 7)).isEqualTo("1001@50001");
    }

    @Test
    void nothingIsCarriedWhileInterruptedButWhatIsLate() {
        continuity.splice(A, 10, 0, 0);
        send(A, 10, 0);
        send(A, 12, 0);
        continuity.interrupt();
        continuity.interrupt();

        assertThat(carries(A, 13)).isFalse();
        assertThat(carries(A, 11)).isTrue();
        assertThat(send(A, 11, 0)).isEqualTo("1001@50000");
        continuity.splice(A, 40, 9, 90);
        assertThat(send(A, 40, 9)).isEqualTo("1003@50090");
    }

    @Test
    void sequenceNumbersAndTimestampsWrap() {
        Continuity wrapping = new Continuity(65_534, 0xffff_ff00L);
        wrapping.splice(A, 65_535, 100, 0);

        for (int i = 0; i < 4; i++) {
            long sequence = 65_535L + i;
            long timestamp = 100 + 0x100L * i;
            assertThat((int) wrapping.send(sequence, timestamp) & 0xffff)
                    .isEqualTo((65_534 + i) & 0xffff);
            assertThat(wrapping.lastTimestamp())
                    .isEqualTo((0xffff_ff00L + 0x100L * i) & 0xffff_ffffL);
        }
        assertThat(wrapping.lastSequence()).isEqualTo(1);
        assertThat(wrapping.lastTimestamp()).isEqualTo(0x200);
    }

    @Test
    void noNumberIsGivenTwiceWhateverTheSplices() {
        long seed = 3_550;
        Random random = new Random(seed);
        long[] next = {100, 60_000, 1L << 20};
        java.util.BitSet given = new java.util.BitSet();
        int source = -1;
        long expected = 1_000;
        for (int i = 0; i < 20_000; i++) {
            if (source < 0 || random.nextInt(50) == 0) {
                source = random.nextInt(next.length);
                continuity.splice(source, next[source], random.nextInt(), random.nextInt(9_000));
            }
            for (int other = 0; other < next.length; other++) {
                if (other == source) {
                    long out = continuity.send(next[source], random.nextInt()) - (1L << 16);
                    assertThat(out).as("seed %d, packet %d", seed, i).isEqualTo(expected++);
                    assertThat(given.get((int) out)).as("seed %d, packet %d", seed, i).isFalse();
                    given.set((int) out);
                } else {
                    assertThat(carries(other, next[other])).isFalse();
                }
                next[other]++;
            }
        }
    }

    @Test
    void whatIsLeftOutIsNotMissed() {
        continuity.splice(A, 77, 9_000, 0);
        send(A, 77, 9_000);
        continuity.leaveOut(78);
        continuity.leaveOut(80);

        assertThat(send(A, 81, 15_000)).isEqualTo("1002@56000");
        assertThat(send(A, 79, 12_000)).isEqualTo("1001@53000");
        assertThat(carries(A, 78)).isFalse();
        assertThat(carries(A, 80)).isFalse();
        continuity.splice(B, 500, 0, 3_000);
        assertThat(send(B, 500, 0)).isEqualTo("1003@59000");
        assertThat(send(A, 79, 12_000)).isEqualTo("1001@53000");
    }

    /** Against a list of what was sent, in any order of loss, leaving out and lateness. */
    @Test
    void sentPacketsAreNumberedWithoutGapsOrTwins() {
        long seed = 1_850;
        Random random = new Random(seed);
        java.util.TreeMap<Long, Boolean> fates = new java.util.TreeMap<>();
        java.util.List<Long> missing = new java.util.ArrayList<>();
        continuity.splice(A, 0, 0, 0);
        for (long packet = 0; packet < 20_000; packet++) {
            String where = "seed " + seed + ", packet " + packet;
            if (random.nextInt(20) == 0) {
                missing.add(packet);
                fates.put(packet, true);
                continue;
            }
            boolean sends = random.nextInt(3) > 0;
            fates.put(packet, sends);
            if (sends) {
                continuity.send(packet, 0);
            } else {
                continuity.leaveOut(packet);
            }
            if (!missing.isEmpty() && random.nextInt(20) == 0) {
                long late = missing.remove(random.nextInt(missing.size()));
                long expected =
                        packet - late >= SequenceRun.WINDOW
                                ? Continuity.NO_NUMBER
                                : (1L << 16)
                                        + 1_000
                                        + fates.headMap(late).values().stream()
                                                .filter(f -> f)
                                                .count();
                // A gap at the end is not known to be one.
                assertThat(continuity.lateSequence(A, late)).as(where).isEqualTo(expected);
            }
        }
    }

    private boolean carries(int source, long sequence) {
        return continuity.isNext(source, sequence)
                || continuity.lateSequence(source, sequence) != Continuity.NO_NUMBER;
    }

    private String send(int source, long sequence, long timestamp) {
        long number;
        long time;
        if (continuity.isNext(source, sequence)) {
            number = continuity.send(sequence, timestamp);
            time = continuity.lastTimestamp();
        } else {
            number = continuity.lateSequence(source, sequence);
            time = continuity.lateTimestamp(source, sequence, timestamp);
            assertThat(number).isNotEqualTo(Continuity.NO_NUMBER);
        }
        return ((int) number & 0xffff) + "@" + time;
    }
}
