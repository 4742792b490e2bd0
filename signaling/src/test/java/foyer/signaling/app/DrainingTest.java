package foyer.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.session.VirtualTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DrainingTest {
    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger rooms = new AtomicInteger(2);

    private Draining begin() {
        return Draining.begin(rooms::get, time, 60_000);
    }

    private static CompletableFuture<Draining.End> end(Draining draining) {
        return draining.end().toCompletableFuture();
    }

    @Test
    void isOverAtOnceWithoutMeetings() {
        rooms.set(0);
        assertThat(end(begin())).isCompletedWithValue(Draining.End.EMPTY);
        assertThat(time.alarms()).isZero();
    }

    @Test
    void waitsForTheLastMeeting() {
        CompletableFuture<Draining.End> end = end(begin());
        time.pass(20_000);
        rooms.set(1);
        time.pass(20_000);
        assertThat(end).isNotDone();
        rooms.set(0);
        time.pass(Draining.LOOK_MILLIS);
        assertThat(end).isCompletedWithValue(Draining.End.EMPTY);
        assertThat(time.alarms()).isZero();
    }

    @Test
    void waitsNoLongerThanItMay() {
        CompletableFuture<Draining.End> end = end(begin());
        time.pass(59_999);
        assertThat(end).isNotDone();
        time.pass(1);
        assertThat(end).isCompletedWithValue(Draining.End.TIME_OVER);
    }

    @Test
    void isOverWhenSomebodyIsInAHurry() {
        Draining draining = begin();
        time.pass(10_000);
        draining.hurry();
        assertThat(end(draining)).isCompletedWithValue(Draining.End.HURRIED);
        time.pass(10_000);
        assertThat(time.alarms()).as("looks no more").isZero();
    }
}
