package foyer.sfu.ice;

import foyer.sfu.ice.IceSnapshot.KnownPath;
import foyer.sfu.ice.StunCodec.Check;
import foyer.sfu.wire.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The paths a peer has checked and the one in use.
 *
 * <p>Chromium, seeing a lite peer, nominates with every check on the pair it uses and on no other,
 * and moves by nominating another pair it has checked before: there the newest nomination wins
 * (draft-thatcher-ice-renomination-01). Firefox nominates with the first check of every pair
 * (aggressive nomination) and uses the best of them: there the highest priority wins (RFC 5245
 * 8.1.1.2). A nomination is taken for the first kind if its path was checked without one before.
 */
final class IcePaths {
    static final int MAX_PATHS = 8;

    /** Longer than the 6 s that consent checks may be apart (RFC 7675 5.1). */
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final class Entry {
        final Path path;
        long priority;
        boolean nominated;
        boolean checkedPlainly;
        long heardNanos;

        Entry(Path path) {
            this.path = path;
        }
    }

    private final List<Entry> entries = new ArrayList<>(2);
    private @Nullable Entry selected;

    @Nullable Path selected() {
        return selected == null ? null : selected.path;
    }

    boolean isNominated() {
        return selected != null && selected.nominated;
    }

    boolean knows(Path path) {
        return find(path) != null;
    }

    List<Path> all() {
        return entries.stream().map(entry -> entry.path).toList();
    }

    /** A valid check has come by a path. */
    void checked(Path path, Check check, long nowNanos, IceOutput out) {
        Entry entry = find(path);
        if (entry == null) {
            entry = add(path, nowNanos, out);
        }
        boolean moves = entry != selected && moves(entry, check, nowNanos);
        entry.priority = check.priority();
        entry.heardNanos = nowNanos;
        entry.checkedPlainly |= !check.nominates();
        entry.nominated |= check.nominates();
        if (moves) {
            select(entry, out);
        }
    }

    /** New credentials are in use: their nominations start afresh, media stays where it is. */
    void forgetNominations() {
        for (Entry entry : entries) {
            entry.nominated = false;
            entry.checkedPlainly = false;
        }
    }

    /** A path is no more; the one heard of last takes its place. True when none is left. */
    boolean remove(Path path, IceOutput out) {
        Entry entry = find(path);
        if (entry == null) {
            return false;
        }
        drop(entry, out);
        if (entry != selected) {
            return false;
        }
        selected = null;
        Entry next = newest();
        if (next == null) {
            return true;
        }
        select(next, out);
        return false;
    }

    void removeAll(IceOutput out) {
        selected = null;
        for (Entry entry : List.copyOf(entries)) {
            drop(entry, out);
        }
    }

    List<KnownPath> snapshot(long nowNanos) {
        return entries.stream()
                .map(entry ->
                        new KnownPath(
                                entry.path,
                                entry.priority,
                                entry.nominated,
                                entry.checkedPlainly,
                                nowNanos - entry.heardNanos))
                .toList();
    }

    int selectedIndex() {
        return selected == null ? -1 : entries.indexOf(selected);
    }

    void restore(List<KnownPath> paths, int selectedIndex, long nowNanos) {
        for (KnownPath known : paths) {
            Entry entry = new Entry(known.path());
            entry.priority = known.priority();
            entry.nominated = known.nominated();
            entry.checkedPlainly = known.checkedPlainly();
            entry.heardNanos = nowNanos - known.silentNanos();
            entries.add(entry);
        }
        selected = selectedIndex < 0 ? null : entries.get(selectedIndex);
    }

    private boolean moves(Entry candidate, Check check, long nowNanos) {
        if (selected == null || nowNanos - selected.heardNanos >= SILENCE_NANOS) {
            return true;
        }
        if (!check.nominates()) {
            return false;
        }
        return !selected.nominated
                || candidate.checkedPlainly
                || outranks(candidate, check, selected);
    }

    private static boolean outranks(Entry candidate, Check check, Entry current) {
        if (check.priority() != current.priority) {
            return check.priority() > current.priority;
        }
        // same candidate of the peer to the same socket of ours: its NAT has given it a new port
        return candidate.path.local() == current.path.local()
                && candidate.path.protocol() == current.path.protocol();
    }

    private void select(Entry entry, IceOutput out) {
        if (selected != null) {
            selected.nominated = false;
        }
        selected = entry;
        out.selected(entry.path);
    }

    private Entry add(Path path, long nowNanos, IceOutput out) {
        if (entries.size() == MAX_PATHS) {
            drop(oldestUnselected(nowNanos), out);
        }
        Entry entry = new Entry(path);
        entries.add(entry);
        out.pathAdded(path);
        return entry;
    }

    private void drop(Entry entry, IceOutput out) {
        entries.remove(entry);
        out.pathRemoved(entry.path);
    }

    private Entry oldestUnselected(long nowNanos) {
        Entry oldest = entries.getFirst() == selected ? entries.get(1) : entries.getFirst();
        for (Entry entry : entries) {
            if (entry != selected && nowNanos - entry.heardNanos > nowNanos - oldest.heardNanos) {
                oldest = entry;
            }
        }
        return oldest;
    }

    private @Nullable Entry newest() {
        Entry newest = null;
        for (Entry entry : entries) {
            if (newest == null || entry.heardNanos - newest.heardNanos > 0) {
                newest = entry;
            }
        }
        return newest;
    }

    private @Nullable Entry find(Path path) {
        for (Entry entry : entries) {
            if (entry.path.equals(path)) {
                return entry;
            }
        }
        return null;
    }
}
