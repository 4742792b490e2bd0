package foyer.sfu.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DownlinksTest {
    private static final Downlinks FAST = new Downlinks(1, 3_000_000, 3_000_000, 0);
    private static final Downlinks SLOW = new Downlinks(2, 900_000, 300_000, 1);

    @Test
    void addsUpAndKeepsTheLowest() {
        Downlinks both = new Downlinks(3, 3_900_000, 300_000, 1);
        assertThat(FAST.and(SLOW)).isEqualTo(both);
        assertThat(SLOW.and(FAST)).isEqualTo(both);
    }

    @Test
    void countsNobodyForNothing() {
        assertThat(Downlinks.NONE.and(SLOW)).isEqualTo(SLOW);
        assertThat(SLOW.and(Downlinks.NONE)).isEqualTo(SLOW);
    }
}
