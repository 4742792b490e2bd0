package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final int LIMIT = 100;

    private final double[] shares = new double[4];
    private final Spread spread = new Spread(4, LIMIT, loop -> shares[loop]);
    private final List<Integer> loops = new ArrayList<>(List.of(2));
    private long now = 1;

    /**
     * Places a transport of a room of so many transports and producers, and opens what it takes.
     */
    private int place(Spread in, int transports, int producers) {
        int loop = in.place(loops, transports, producers, now);
        if (!loops.contains(loop)) {
            loops.add(loop);
        }
        return loop;
    }

    private int place() {
        now += Spread.EXPECTED_NANOS;
        return place(spread, 0, 0);
    }

    @Test
    void aRoomStaysWhereItIsWhileThereIsRoom() {
        for (int i = 0; i < 99; i++) {
            assertThat(place()).isEqualTo(2);
            spread.consumers(2, 1);
        }
        assertThat(place()).isEqualTo(2);
    }

    @Test
    void itGoesToTheLeastUsedLoopWhenItsOwnIsFull() {
        spread.consumers(2, LIMIT);
        spread.consumers(0, 20);
        spread.consumers(1, 10);
        spread.consumers(3, 30);
        assertThat(place()).isEqualTo(1);
        spread.consumers(1, 50);
        // A loop is filled before another one is taken: each takes a copy of what crosses.
        assertThat(place()).isEqualTo(1);
        spread.consumers(1, 40);
        assertThat(place()).isZero();
        assertThat(loops).containsExactly(2, 1, 0);
    }

    @Test
    void whereSomebodyLeftIsRoomAgain() {
        spread.consumers(2, LIMIT);
        assertThat(place()).isZero();
        spread.consumers(2, -1);
        assertThat(place()).isEqualTo(2);
    }

    @Test
    void aBusyLoopHasNoRoom() {
        shares[2] = Spread.BUSY_SHARE;
        shares[0] = 0.3;
        shares[1] = 0.2;
        shares[3] = 0.1;
        assertThat(place()).isEqualTo(3);
    }

    @Test
    void whenAllAreFullTheLeastFullTakesIt() {
        for (int loop = 0; loop < 4; loop++) {
            spread.consumers(loop, LIMIT * 2 + (loop == 1 ? 0 : 10));
        }
        assertThat(place()).isEqualTo(1);
        spread.consumers(1, 10);
        // Of equals one that the room is on already.
        assertThat(place()).isEqualTo(2);
    }

    @Test
    void aCrowdIsSpreadBeforeItConsumes() {
        int[] placed = new int[4];
        for (int i = 0; i < 100; i++) {
            placed[place(spread, i, 0)]++;
        }
        assertThat(loops).hasSize(4);
        assertThat(Arrays.stream(placed).min().orElseThrow())
                .as("transports of the emptiest loop")
                .isGreaterThan(10);
        now += Spread.EXPECTED_NANOS;
        assertThat(place(spread, 0, 0)).as("nobody consumed").isEqualTo(2);
    }

    @Test
    void roomsStayWhereNothingElseIsWanted() {
        Spread off = new Spread(4, 0, loop -> 1);
        off.consumers(2, 10_000);
        assertThat(place(off, 500, 500)).isEqualTo(2);
    }
}
