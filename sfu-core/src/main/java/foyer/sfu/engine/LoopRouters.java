package foyer.sfu.engine;

import foyer.sfu.router.Downlinks;
import foyer.sfu.router.Router;
import foyer.sfu.router.Traffic;
import foyer.sfu.wire.Drops;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms of a loop, and what those that have ended have counted. */
final class LoopRouters {
    private static final Logger LOG = LoggerFactory.getLogger(LoopRouters.class);

    private final List<LoopRouter> routers = new ArrayList<>();
    private final Drops pastDrops = new Drops();
    private final Traffic pastTraffic = new Traffic();

    void add(LoopRouter router) {
        routers.add(router);
    }

    void remove(LoopRouter router) {
        routers.remove(router);
        router.router().drops().addTo(pastDrops);
        router.router().traffic().addTo(pastTraffic);
    }

    void closeAll() {
        List.copyOf(routers).forEach(LoopRouter::close);
    }

    int count() {
        return routers.size();
    }

    /** {@code Long.MAX_VALUE} is never. */
    long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < routers.size(); i++) {
            next = Math.min(next, routers.get(i).nextDeadlineNanos());
        }
        return next;
    }

    /** Calls those whose time has come. */
    void onDeadline(long nowNanos) {
        for (LoopRouter router : List.copyOf(routers)) {
            if (router.nextDeadlineNanos() <= nowNanos) {
                try {
                    router.onDeadline(nowNanos);
                } catch (RuntimeException e) {
                    LOG.error("deadline failed router={}", router.id(), e);
                }
            }
        }
    }

    /** Adds up, over those that there are now. */
    int sum(ToIntFunction<Router> figure) {
        return routers.stream().mapToInt(router -> figure.applyAsInt(router.router())).sum();
    }

    Downlinks downlinks() {
        return routers.stream()
                .map(router -> router.router().downlinks())
                .reduce(Downlinks.NONE, Downlinks::and);
    }

    void addTo(Drops sum) {
        pastDrops.addTo(sum);
        routers.forEach(router -> router.router().drops().addTo(sum));
    }

    void addTo(Traffic sum) {
        pastTraffic.addTo(sum);
        routers.forEach(router -> router.router().traffic().addTo(sum));
    }
}
