package foyer.sfu.engine;

import foyer.sfu.wire.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose a packet is: a check belongs to whom its user name says, anything else to whom its path
 * does. Where loops share a port it also knows what belongs to others of them.
 */
final class Demultiplexer {
    private final int index;
    private final Map<Path, Destination> byPath = new HashMap<>();
    private final Map<String, Destination> byUserName = new HashMap<>();

    /** Paths of others whose datagrams come to our socket; they tell us. */
    private final Map<Path, Loop> elsewhere = new HashMap<>();

    /** Our paths whose datagrams come to another's socket: whom we told. */
    private final Map<Path, Loop> told = new HashMap<>();

    private List<Loop> neighbours = List.of();

    /** Whose a packet is, on this loop. */
    record Destination(LoopRouter router, String transportId) {}

    Demultiplexer(int index) {
        this.index = index;
    }

    /** Said once, before the first packet: all loops of the port, in their order. */
    void sharePort(List<Loop> loops) {
        neighbours = List.copyOf(loops);
    }

    @Nullable Destination byPath(Path path) {
        return byPath.get(path);
    }

    @Nullable Destination byUserName(String userName) {
        return byUserName.get(userName);
    }

    /** To whom on this loop it goes; {@code userName} is null for what is no check. */
    @Nullable Destination here(@Nullable String userName, Path path) {
        if (userName != null) {
            Destination named = byUserName.get(userName);
            if (named != null || home(userName) != null) {
                return named;
            }
        }
        return byPath.get(path);
    }

    /** The other loop it goes to, null for none. */
    @Nullable Loop elsewhere(@Nullable String userName, Path path) {
        Loop home = userName == null ? null : home(userName);
        return home != null ? home : elsewhere.get(path);
    }

    /** The other loop that a user name says, if we share our port with it. */
    @Nullable Loop home(String userName) {
        int loop = neighbours.isEmpty() ? -1 : LoopMark.read(userName);
        return loop < 0 || loop == index || loop >= neighbours.size() ? null : neighbours.get(loop);
    }

    void addPath(Path path, Destination destination) {
        Destination before = byPath.put(path, destination);
        if (before != null && !before.equals(destination)) {
            // The other loop may have had somebody there meanwhile: it has to hear it again.
            told.remove(path);
        }
    }

    /**
     * Forgets a path of a router.
     *
     * @return false when it is not the router's
     */
    boolean removePath(Path path, LoopRouter router) {
        Destination owner = byPath.get(path);
        return owner != null && owner.router() == router && byPath.remove(path, owner);
    }

    void addUserName(String userName, Destination destination) {
        byUserName.put(userName, destination);
    }

    void removeUserName(String userName) {
        byUserName.remove(userName);
    }

    /** Notes that a loop is told of our path; false when it was before. */
    boolean tells(Loop other, Path path) {
        return told.put(path, other) != other;
    }

    /** The loop that has to hear that our path is no more, null for none. */
    @Nullable Loop untell(Path path) {
        return told.remove(path);
    }

    /**
     * Another loop says that a path is its: a check for it was valid there. One of ours that had it
     * is gone, though it may not be known yet: a NAT gives an address to somebody else.
     */
    void addElsewhere(Path path, Loop owner) {
        byPath.remove(path);
        elsewhere.put(path, owner);
    }

    /** Another loop says that a path is not its any more. */
    void removeElsewhere(Path path, Loop owner) {
        elsewhere.remove(path, owner);
    }
}
