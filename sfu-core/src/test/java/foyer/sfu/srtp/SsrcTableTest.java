package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class SsrcTableTest {
    @Test
    void findsEachOfManyThousandStreams() {
        SsrcTable table = new SsrcTable(Integer.MAX_VALUE);
        for (int i = 0; i < 5000; i++) {
            table.add(IndexWindow.startingAt(i * 0x1_0001, i));
        }
        for (int i = 0; i < 5000; i++) {
            IndexWindow window = Objects.requireNonNull(table.find(i * 0x1_0001));
            assertThat(window.highest()).isEqualTo(i);
        }
        assertThat(table.find(7)).isNull();
    }

    @Test
    void theLeastRecentlyUsedGivesWay() {
        SsrcTable table = new SsrcTable(3);
        for (int ssrc = 1; ssrc <= 3; ssrc++) {
            table.add(IndexWindow.startingAt(ssrc, 0));
        }
        table.touch(Objects.requireNonNull(table.find(1)));
        table.add(IndexWindow.startingAt(4, 0));

        assertThat(table.find(2)).isNull();
        assertThat(table.streams()).extracting(SrtpState.Stream::ssrc).containsExactly(3L, 1L, 4L);
    }

    @Test
    void listsSsrcsUnsigned() {
        SsrcTable table = new SsrcTable(3);
        table.add(IndexWindow.startingAt(0xffff_fffe, 9));
        assertThat(table.streams()).containsExactly(new SrtpState.Stream(0xffff_fffeL, 9));
    }
}
