package foyer.signaling.room;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Whom the hosts do not want back while the room lives. */
final class KeptOut {
    /** Past it the oldest may knock again. */
    static final int MAX = 1_000;

    private final ArrayDeque<Exclusion> exclusions = new ArrayDeque<>();

    private record Exclusion(String userId, @Nullable String sessionToken, String address) {}

    void add(Person person) {
        if (exclusions.size() == MAX) {
            exclusions.removeFirst();
        }
        exclusions.addLast(new Exclusion(person.userId(), person.sessionToken(), person.address()));
    }

    /** Whether it is one of them by what it says of itself. */
    boolean isMeant(Knock knock) {
        boolean meant = false;
        for (Exclusion exclusion : exclusions) {
            meant |=
                    exclusion.userId().equals(knock.userId())
                            || Secrets.same(exclusion.sessionToken(), knock.sessionToken());
        }
        return meant;
    }

    /** Whether it may be one of them under another name: an address can be that of many. */
    boolean isFromTheSamePlace(Knock knock) {
        for (Exclusion exclusion : exclusions) {
            if (exclusion.address().equals(knock.address())) {
                return true;
            }
        }
        return false;
    }
}
