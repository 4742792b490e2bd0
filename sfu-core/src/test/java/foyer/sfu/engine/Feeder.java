package foyer.sfu.engine;

import foyer.sfu.engine.LoopTurn.Mark;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A turn of a loop that is never without work: whenever its queue comes round it is given a frame.
 * Lives on the loop.
 */
final class Feeder {
    private final FedRoom room;
    private final Loop loop;
    private final @Nullable Follower follower;
    private final CompletableFuture<LoopTurn> done = new CompletableFuture<>();
    private Mark start = new Mark(0, 0, 0);

    private Feeder(FedRoom room, @Nullable Follower follower) {
        this.room = room;
        this.loop = room.loop();
        this.follower = follower;
    }

    /** Feeds a room what was prepared; done when it has left. */
    static CompletableFuture<LoopTurn> feed(FedRoom room) {
        Feeder feeder = new Feeder(room, null);
        room.loop().execute(feeder::begin);
        return feeder.done;
    }

    /** Feeds a room that is on another loop too; done when the other one has sent it all. */
    static CompletableFuture<LoopTurn.Together> feed(FedRoom room, Loop other) {
        Follower follower = new Follower(room.loop(), other);
        Feeder feeder = new Feeder(room, follower);
        other.execute(() -> {
            follower.begin();
            room.loop().execute(feeder::begin);
        });
        return feeder.done.thenCombine(follower.done, LoopTurn.Together::of);
    }

    private void begin() {
        start = Mark.of(loop);
        feed();
    }

    private void feed() {
        if (follower != null && follower.isFarBehind(this::feed)) {
            return;
        }
        if (!room.feedFrame()) {
            done.complete(start.until(Mark.of(loop)));
            if (follower != null) {
                follower.end();
            }
            return;
        }
        if (follower != null) {
            follower.frameFed();
        }
        loop.eventLoop().execute(this::feed);
    }

    /**
     * The other loop of a room: it may be some frames behind, and no more, so that nothing is lost
     * between the two. Lives on the first loop but for what is said to be on the other.
     */
    private static final class Follower {
        /** Far fewer than what may be on its way between two loops. */
        private static final int MOST_BEHIND = 16;

        private static final int STEP = 4;

        private final Loop first;
        private final Loop other;
        private final CompletableFuture<LoopTurn> done = new CompletableFuture<>();
        private Mark start = new Mark(0, 0, 0);
        private int behind;
        private @Nullable Runnable waiting;

        Follower(Loop first, Loop other) {
            this.first = first;
            this.other = other;
        }

        /** If so, what is given is run when it is no more. */
        boolean isFarBehind(Runnable goOn) {
            waiting = behind >= MOST_BEHIND ? goOn : null;
            return waiting != null;
        }

        void frameFed() {
            behind++;
            if (behind % STEP == 0) {
                // Said behind the packets of the frames.
                first.pipes().tell(other, () -> first.execute(this::stepDone));
            }
        }

        private void stepDone() {
            behind -= STEP;
            Runnable goOn = waiting;
            if (goOn != null) {
                goOn.run();
            }
        }

        /** On the other loop. */
        void begin() {
            start = Mark.of(other);
        }

        void end() {
            first.pipes().tell(other, () -> done.complete(start.until(Mark.of(other))));
        }
    }
}
