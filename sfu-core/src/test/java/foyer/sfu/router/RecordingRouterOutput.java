package foyer.sfu.router;

import foyer.sfu.api.RouterEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a router tells its user. */
final class RecordingRouterOutput extends SilentOutput {
    final List<RouterEvent> events = new ArrayList<>();

    @Override
    public void event(RouterEvent event) {
        events.add(event);
    }
}
