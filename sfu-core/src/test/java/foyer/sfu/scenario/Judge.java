package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Says of one receiver's call whether it was good, with the seed where it was not. */
final class Judge {
    private static final double MOST_DELAY_MILLIS = 150;
    private static final double MOST_FREEZE_SECONDS = 1;
    private static final double MOST_AUDIO_LOSS = 0.005;

    private final String name;
    private final long seed;
    private final Narrow call;
    private final Narrow.Receiver receiver;
    private final double end;

    /** Judges when the call is over. */
    Judge(String name, long seed, Narrow call, Narrow.Receiver receiver) {
        this.name = name;
        this.seed = seed;
        this.call = call;
        this.receiver = receiver;
        this.end = (call.call().events().nowNanos() - Narrow.nanos(0)) / 1e9;
    }

    String named(String what) {
        return "seed " + seed + ", " + name + ", " + receiver.peer + ": " + what;
    }

    /** What is asked of a span in which nothing changes about the path. */
    record Limits(double low, double high, int decisionsInFiveSeconds) {
        static final Limits STEADY = new Limits(0.70, 1.05, 1);

        Limits from(double newLow) {
            return new Limits(newLow, high, decisionsInFiveSeconds);
        }

        Limits to(double newHigh) {
            return new Limits(low, newHigh, decisionsInFiveSeconds);
        }

        Limits decisions(int most) {
            return new Limits(low, high, most);
        }
    }

    /** Nothing changes about the path in this span, and so nothing much does in the call. */
    Judge steady(double from, double to) {
        return steady(from, to, Limits.STEADY);
    }

    Judge steady(double from, double to, Limits limits) {
        near(from, to, Duration.ZERO, limits);
        assertThat(call.mostDecisionsInFiveSeconds(receiver, from, to))
                .as(named("decisions about one video in five seconds" + span(from, to)))
                .isLessThanOrEqualTo(limits.decisionsInFiveSeconds());
        return queueStaysShort(from, to);
    }

    /**
     * At every moment that is looked at, ten times a second. Where the capacity falls the estimate
     * may be late.
     */
    Judge near(double from, double to, Duration lag, Limits limits) {
        System.out.println(call.figures(name, receiver, from, to));
        assertThat(receiver.leastShare(from, to))
                .as(named("least estimate by capacity" + span(from, to)))
                .isGreaterThanOrEqualTo(limits.low());
        assertThat(receiver.mostShare(from, to, lag))
                .as(named("highest estimate by capacity" + span(from, to)))
                .isLessThanOrEqualTo(limits.high());
        return this;
    }

    /** The same of the mean, where single moments say little. */
    Judge nearOnTheMean(double from, double to, Limits limits) {
        System.out.println(call.figures(name, receiver, from, to));
        assertThat(receiver.meanShare(from, to))
                .as(named("mean of estimate by capacity" + span(from, to)))
                .isBetween(limits.low(), limits.high());
        return queueStaysShort(from, to);
    }

    private static String span(double from, double to) {
        return " from " + from + " to " + to + " s";
    }

    Judge queueStaysShort(double from, double to) {
        assertThat(receiver.delayMillis(0.95, from, to))
                .as(named("queueing delay that 95 % do not exceed"))
                .isLessThan(MOST_DELAY_MILLIS);
        return this;
    }

    /** From the third second to the end. */
    Judge goodThroughout() {
        System.out.println(call.figures(name, receiver, 3, end));
        assertThat(call.longestUnmarkedFreezeSeconds(receiver, 3, end))
                .as(named("longest freeze of a video that was not paused"))
                .isLessThan(MOST_FREEZE_SECONDS);
        assertThat(call.audioLoss(receiver)).as(named("audio lost")).isLessThan(MOST_AUDIO_LOSS);
        assertThat(call.call().problems()).isEmpty();
        return this;
    }

    Judge backsOffTo(long bitsPerSecond, double at) {
        assertThat(receiver.secondsUntilAtMost(bitsPerSecond, at))
                .as(named("seconds until the estimate is below the capacity"))
                .isLessThanOrEqualTo(1.0);
        return this;
    }
}
