package foyer.sfu.ice;

import foyer.sfu.api.IceParameters;
import foyer.sfu.wire.Path;
import java.util.List;

/**
 * All an agent knows, for another process to go on with. Times are ages, because clocks differ.
 *
 * @param generations the credentials that answer, oldest first
 * @param paths the known paths
 * @param selected the index of the path in use, −1 for none
 * @param everConnected whether a check was ever answered
 */
public record IceSnapshot(
        List<IceParameters> generations,
        List<KnownPath> paths,
        int selected,
        boolean everConnected) {
    public IceSnapshot {
        generations = List.copyOf(generations);
        paths = List.copyOf(paths);
        if (generations.isEmpty()) {
            throw new IllegalArgumentException("generations: []");
        }
        if (selected < -1 || selected >= paths.size()) {
            throw new IllegalArgumentException("selected: " + selected);
        }
    }

    /**
     * One path.
     *
     * @param priority what its last check said
     * @param nominated whether the peer has nominated it
     * @param checkedPlainly whether it was ever checked without being nominated
     * @param silentNanos how long ago its last check came
     */
    public record KnownPath(
            Path path,
            long priority,
            boolean nominated,
            boolean checkedPlainly,
            long silentNanos) {}
}
