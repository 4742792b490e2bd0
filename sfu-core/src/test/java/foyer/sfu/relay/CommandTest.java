package foyer.sfu.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.scenario.LiveNetwork;
import foyer.sfu.scenario.LiveNetwork.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final LiveNetwork network = new LiveNetwork(5, 0);

    @Test
    void oneWordIsACommandOfItsOwn() {
        assertThat(Command.parse("cut")).isEqualTo(new Command.Cut());
        assertThat(Command.parse(" heal ")).isEqualTo(new Command.Heal());
        assertThat(Command.parse("rebind")).isEqualTo(new Command.Rebind());
        assertThat(Command.parse("stats")).isEqualTo(new Command.Stats());
    }

    @Test
    void anythingMayHappenLater() {
        Command later = Command.parse("at 1.5s heal");
        assertThat(later).isEqualTo(new Command.Later(1_500 * MILLI, new Command.Heal()));
    }

    @Test
    void delaysOneWay() {
        apply("up delay 100ms");
        assertThat(arrivals(Way.UP, 1)).containsExactly(100 * MILLI);
        assertThat(arrivals(Way.DOWN, 1)).containsExactly(0L);
    }

    @Test
    void aNarrowPlaceTakesItsTimeAndDropsWhatItsQueueCannotHold() {
        apply("both queue 3kB", "both capacity 80kbit/s");
        // 1,028 bytes with the headers of IP and UDP are 102.8 ms each; two fit into the queue.
        assertThat(arrivals(Way.DOWN, 5)).containsExactly(102_800_000L, 205_600_000L);
        assertThat(network.figures(Way.DOWN)).isEqualTo(new LiveNetwork.Figures(5, 3, 2_000));
    }

    @Test
    void aLineThatIsNarrowNoLongerBringsAtOnce() {
        apply("down capacity 80kbit/s", "down capacity any");
        assertThat(arrivals(Way.DOWN, 1)).containsExactly(0L);
    }

    @Test
    void losesAShare() {
        apply("down loss 50%");
        assertThat(arrivals(Way.DOWN, 1_000)).hasSizeBetween(420, 580);
    }

    @Test
    void burstsAreRuns() {
        apply("down bursts 2% 20% 100%");
        assertThat(arrivals(Way.DOWN, 10_000)).hasSizeBetween(8_500, 9_500);
    }

    @Test
    void stallsHoldEverythingBackAndThenLetItGoAtOnce() {
        apply("down stalls 200ms every 1s");
        List<Long> arrived = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            network.advance(i * MILLI);
            network.send(Way.DOWN, new byte[1], one -> arrived.add(network.nowNanos()));
        }
        network.advance(10_000 * MILLI);
        assertThat(arrived).hasSize(5_000).isSorted();
        long largestGap = 0;
        for (int i = 1; i < arrived.size(); i++) {
            largestGap = Math.max(largestGap, arrived.get(i) - arrived.get(i - 1));
        }
        assertThat(largestGap).isBetween(100 * MILLI, 310 * MILLI);
    }

    @Test
    void nothingPassesWhileTheNetworkIsCut() {
        network.cut();
        assertThat(arrivals(Way.UP, 3)).isEmpty();
        network.heal();
        assertThat(arrivals(Way.UP, 3)).hasSize(3);
        assertThat(network.figures(Way.UP)).isEqualTo(new LiveNetwork.Figures(6, 3, 3_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "at 1s",
                "down",
                "down speed 1s",
                "down delay",
                "down delay 5",
                "down delay ms",
                "sideways delay 5ms",
                "down capacity 5kB",
                "down loss 1.2.3%"
            })
    void whatIsNotUnderstoodIsSaid(String line) {
        assertThatThrownBy(() -> Command.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    private void apply(String... lines) {
        for (String line : lines) {
            assertThat(Command.parse(line)).isInstanceOf(Command.Change.class);
            Command.Change change = (Command.Change) Command.parse(line);
            change.ways().forEach(way -> change.setting().apply(network, way));
        }
    }

    /** When datagrams of 1,000 bytes arrive that are sent now, all at once; from now on. */
    private List<Long> arrivals(Way way, int count) {
        long began = network.nowNanos();
        List<Long> arrived = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            network.send(way, new byte[1_000], one -> arrived.add(network.nowNanos() - began));
        }
        network.advance(began + Duration.ofSeconds(10).toNanos());
        return arrived;
    }
}
