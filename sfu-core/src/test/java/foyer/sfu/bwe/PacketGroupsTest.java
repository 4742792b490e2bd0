package foyer.sfu.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketGroupsTest {
    private static final long MS = 1_000_000;

    private final PacketGroups groups = new PacketGroups();

    @Test
    void whatWasSentWithinFiveMillisecondsIsOneGroup() {
        assertThat(groups.add(0, 100 * MS)).isFalse();
        assertThat(groups.add(2 * MS, 101 * MS)).isFalse();
        assertThat(groups.add(20 * MS, 121 * MS)).isFalse();
        assertThat(groups.add(40 * MS, 145 * MS)).isTrue();
        assertThat(groups.sentDeltaNanos()).isEqualTo(18 * MS);
        assertThat(groups.arrivalDeltaNanos()).isEqualTo(20 * MS);
    }

    @Test
    void whatComesInOneGoIsOneGroup() {
        groups.add(0, 100 * MS);
        groups.add(20 * MS, 121 * MS);
        groups.add(40 * MS, 200 * MS);
        // Held up together and delivered within a moment.
        assertThat(groups.add(50 * MS, 201 * MS)).isFalse();
        assertThat(groups.add(60 * MS, 202 * MS)).isFalse();
        assertThat(groups.add(80 * MS, 222 * MS)).isTrue();
        assertThat(groups.sentDeltaNanos()).isEqualTo(40 * MS);
        assertThat(groups.arrivalDeltaNanos()).isEqualTo(81 * MS);
    }

    @Test
    void aReceiverThatBeganAnewIsNotCompared() {
        groups.add(0, 100 * MS);
        groups.add(20 * MS, 120 * MS);
        assertThat(groups.add(40 * MS, 9_000_000 * MS)).isTrue();
        assertThat(groups.add(60 * MS, 9_000_020 * MS)).isFalse();
        assertThat(groups.add(80 * MS, 9_000_040 * MS)).isFalse();
    }
}
