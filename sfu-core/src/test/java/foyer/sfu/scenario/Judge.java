package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

/** Says of one receiver's call whether it was good, with the seed where it was not. */
final class Judge {
    private static final double LOW = 0.70;
    private static final double HIGH = 1.05;
    private static final double MOST_OF_THE_TIME = 0.85;
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

    /** Nothing changes about the path in this span, and so nothing much does in the call. */
    Judge steady(double from, double to) {
        String span = " from " + from + " to " + to + " s";
        System.out.println(call.figures(name, receiver, from, to));
        near(from, to);
        assertThat(call.mostDecisionsInFiveSeconds(receiver, from, to))
                .as(named("decisions about one video in five seconds" + span))
                .isLessThanOrEqualTo(1);
        return queueStaysShort(from, to);
    }

    /** On the mean, and nearly always. */
    Judge near(double from, double to) {
        String span = " from " + from + " to " + to + " s";
        assertThat(receiver.meanShare(from, to))
                .as(named("mean of estimate by capacity" + span))
                .isBetween(LOW, HIGH);
        assertThat(receiver.shareWithin(LOW, HIGH, from, to))
                .as(named("time of estimate near the capacity" + span))
                .isGreaterThan(MOST_OF_THE_TIME);
        return this;
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
                .isLessThanOrEqualTo(1.1);
        return this;
    }
}
