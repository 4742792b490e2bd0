package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SequenceWindowTest {
    private final SequenceWindow window = new SequenceWindow();

    @Test
    void tellsOrderGapsHolesAndRepeats() {
        assertThat(window.highest()).isEqualTo(-1);
        assertThat(window.arrive(100)).isEqualTo(Arrival.NEXT);
        assertThat(window.arrive(101)).isEqualTo(Arrival.NEXT);
        assertThat(window.arrive(104)).isEqualTo(Arrival.GAP);
        assertThat(window.arrive(102)).isEqualTo(Arrival.LATE);
        assertThat(window.arrive(102)).isEqualTo(Arrival.DUPLICATE);
        assertThat(window.arrive(104)).isEqualTo(Arrival.DUPLICATE);
        assertThat(window.arrive(99)).isEqualTo(Arrival.LATE);
        assertThat(window.highest()).isEqualTo(104);
    }

    @Test
    void extendsOverTheWrap() {
        window.arrive(65534);
        assertThat(window.arrive(1)).isEqualTo(Arrival.GAP);
        assertThat(window.extended()).isEqualTo(65537);
        assertThat(window.arrive(65535)).isEqualTo(Arrival.LATE);
        assertThat(window.extended()).isEqualTo(65535);
        assertThat(window.arrive(0)).isEqualTo(Arrival.LATE);
        assertThat(window.extended()).isEqualTo(65536);
        assertThat(window.highest()).isEqualTo(65537);
    }

    @Test
    void believesAJumpAfterTwoInARow() {
        window.arrive(100);
        assertThat(window.arrive(30_000)).isEqualTo(Arrival.TOO_OLD);
        assertThat(window.highest()).isEqualTo(100);
        assertThat(window.arrive(30_001)).isEqualTo(Arrival.RESTART);
        assertThat(window.extended()).isEqualTo(65536 + 30_001);
        assertThat(window.arrive(30_002)).isEqualTo(Arrival.NEXT);
        assertThat(window.arrive(30_000)).isEqualTo(Arrival.LATE);
    }

    @Test
    void doesNotBelieveStrayPackets() {
        window.arrive(100);
        for (int i = 0; i < 1000; i++) {
            assertThat(window.arrive(20_000 + 2 * i)).isEqualTo(Arrival.TOO_OLD);
            assertThat(window.arrive(101 + i)).isEqualTo(Arrival.NEXT);
            assertThat(window.arrive(20_001 + 2 * i)).isEqualTo(Arrival.TOO_OLD);
            assertThat(window.arrive(101 + i)).isEqualTo(Arrival.DUPLICATE);
        }
    }

    @Test
    void aRetransmissionNeitherBeginsNorRestartsAStream() {
        assertThat(window.recover(7)).isEqualTo(Arrival.TOO_OLD);
        assertThat(window.highest()).isEqualTo(-1);
        window.arrive(100);
        assertThat(window.recover(40_000)).isEqualTo(Arrival.TOO_OLD);
        assertThat(window.recover(40_001)).isEqualTo(Arrival.TOO_OLD);
        assertThat(window.recover(101)).isEqualTo(Arrival.NEXT);
        assertThat(window.arrive(101)).isEqualTo(Arrival.DUPLICATE);
    }

    @Test
    void forgetsWhatLiesFurtherBackThanItsSize() {
        window.arrive(10_000);
        window.arrive(10_000 + SequenceWindow.SIZE + 10);
        assertThat(window.arrive(10_011)).isEqualTo(Arrival.LATE);
        assertThat(window.arrive(10_010)).isEqualTo(Arrival.TOO_OLD);
    }

    @Test
    void goesOnBehindARestoredNumber() {
        window.resumeAfter(3 * 65536 + 65_530);
        assertThat(window.arrive(65_530)).isEqualTo(Arrival.DUPLICATE);
        assertThat(window.arrive(2)).isEqualTo(Arrival.GAP);
        assertThat(window.extended()).isEqualTo(4 * 65536 + 2);
        assertThat(window.arrive(65_531)).isEqualTo(Arrival.LATE);
    }

    @Test
    void takesNumbersThatAnotherWindowExtended() {
        assertThat(window.relay(70_000, Arrival.LATE)).isEqualTo(Arrival.NEXT);
        assertThat(window.relay(70_001, Arrival.NEXT)).isEqualTo(Arrival.NEXT);
        assertThat(window.relay(70_003, Arrival.NEXT)).isEqualTo(Arrival.GAP);
        assertThat(window.relay(70_002, Arrival.LATE)).isEqualTo(Arrival.LATE);
        assertThat(window.relay(70_002, Arrival.LATE)).isEqualTo(Arrival.DUPLICATE);
        assertThat(window.extended()).isEqualTo(70_002);
        assertThat(window.relay(500_000, Arrival.NEXT)).as("a pause").isEqualTo(Arrival.GAP);
        assertThat(window.relay(499_999, Arrival.LATE)).isEqualTo(Arrival.LATE);
        assertThat(window.relay(70_004, Arrival.LATE)).isEqualTo(Arrival.TOO_OLD);
        assertThat(window.relay(600_000, Arrival.RESTART)).isEqualTo(Arrival.RESTART);
        assertThat(window.highest()).isEqualTo(600_000);
    }

    @Test
    void agreesWithASetOverManyWraps() {
        long seed = 20250101;
        Random random = new Random(seed);
        Set<Long> seen = new HashSet<>();
        long highest = 5_000;
        window.arrive(5_000);
        seen.add(highest);
        for (int i = 0; i < 300_000; i++) {
            long number = highest + 2 - random.nextInt(random.nextInt(50) == 0 ? 1500 : 6);
            number = Math.max(number + (random.nextInt(100) == 0 ? 60 : 0), 5_000);
            boolean isNew = seen.add(number);
            Arrival expected = expected(number - highest, isNew);
            assertThat(window.arrive((int) number & 0xffff))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(expected);
            assertThat(window.extended()).isEqualTo(number);
            highest = Math.max(highest, number);
        }
        assertThat(highest).isGreaterThan(3 * 65536);
    }

    private static Arrival expected(long ahead, boolean isNew) {
        if (ahead > 0) {
            return ahead == 1 ? Arrival.NEXT : Arrival.GAP;
        }
        return isNew ? Arrival.LATE : Arrival.DUPLICATE;
    }
}
