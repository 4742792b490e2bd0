package foyer.signaling.app;

import foyer.signaling.session.Meetings;
import java.util.ArrayList;
import java.util.List;

/** Whether somebody should be sent here now. */
final class Readiness {
    private final Meetings meetings;
    private final EngineWatch engine;
    private final LoopLoads loads;
    private final int maxRooms;
    private volatile boolean stopping;

    Readiness(Meetings meetings, EngineWatch engine, LoopLoads loads, int maxRooms) {
        this.meetings = meetings;
        this.engine = engine;
        this.loads = loads;
        this.maxRooms = maxRooms;
    }

    void stop() {
        stopping = true;
    }

    /** Why not; empty when all is well. */
    List<String> hindrances() {
        List<String> found = new ArrayList<>();
        if (stopping) {
            found.add("stopping");
        }
        if (!engine.isWell()) {
            found.add("media-not-answering");
        }
        if (meetings.rooms() >= maxRooms) {
            found.add("rooms-full");
        }
        if (meetings.isFull()) {
            found.add("users-full");
        }
        if (loads.allAreBusy()) {
            found.add("loops-busy");
        }
        return found;
    }
}
