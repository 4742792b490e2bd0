package foyer.signaling.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import foyer.signaling.session.VirtualTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QuietCollectionTest {
    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger collections = new AtomicInteger();

    @Test
    void collectsOnceWhenTheLastRoomHasBeenGoneForAWhile() {
        start();
        go(10);
        assertEquals(0, collections.get(), "nothing has happened yet");
        rooms.set(2);
        go(10);
        assertEquals(0, collections.get(), "a meeting is not disturbed");
        rooms.set(0);
        go(1);
        assertEquals(0, collections.get(), "somebody may come back");
        go(10);
        assertEquals(1, collections.get());
        rooms.set(1);
        go(1);
        rooms.set(0);
        go(2);
        assertEquals(2, collections.get(), "after each time there were rooms");
    }

    @Test
    void aRoomThatComesBackPutsItOff() {
        start();
        for (int i = 0; i < 10; i++) {
            rooms.set(i % 2);
            go(1);
        }
        assertEquals(0, collections.get());
    }

    @Test
    void looksNoMoreOnceItIsClosed() {
        QuietCollection watch = start();
        rooms.set(1);
        go(1);
        watch.close();
        rooms.set(0);
        go(5);
        assertEquals(0, collections.get());
    }

    private QuietCollection start() {
        return QuietCollection.start(rooms::get, time, collections::incrementAndGet);
    }

    private void go(int intervals) {
        for (int i = 0; i < intervals; i++) {
            time.pass(QuietCollection.INTERVAL_MILLIS);
        }
    }
}
