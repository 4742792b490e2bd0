package foyer.signaling.room;

import foyer.signaling.protocol.ErrorWord;
import org.jspecify.annotations.Nullable;

/** The one place that decides who comes in. */
final class Admission {
    /** What is decided about a knock. */
    sealed interface Decision {
        record Admit(Entry.Way way) implements Decision {}

        /** A participant came back to its slot. */
        record ComeBack(Participant participant) implements Decision {}

        /** A participant came back that had said goodbye. */
        record Reload(Farewells.Farewell farewell) implements Decision {}

        record Wait() implements Decision {}

        record WaitOn(Guest guest) implements Decision {}

        record Refuse(ErrorWord word) implements Decision {}
    }

    /**
     * What the room says of a knock, each looked up once.
     *
     * @param known the participant, the one who said goodbye, the guest by the knock's id
     * @param taken slots that are taken
     * @param waiting guests that wait
     * @param vacancy asked only about who is new here: who comes back is never turned away by it
     */
    record Circumstances(
            @Nullable Participant known,
            Farewells.@Nullable Farewell farewell,
            @Nullable Guest guest,
            int taken,
            int waiting,
            Limits limits,
            Vacancy vacancy,
            Credential credential,
            Exclusion exclusion,
            boolean locked) {
        boolean isFull() {
            return taken >= limits.participants();
        }

        /** Why nobody new can come in; null when one can. */
        @Nullable ErrorWord noPlace() {
            if (isFull()) {
                return ErrorWord.ROOM_FULL;
            }
            return vacancy.isLeft() ? null : ErrorWord.SERVER_FULL;
        }
    }

    /** What a knock brings that opens the door. */
    enum Credential {
        NONE,
        INVITE,
        HOST_KEY
    }

    /** Whether the hosts keep whoever knocks out. */
    enum Exclusion {
        NONE,
        /** It comes from where somebody is kept out. */
        BY_ADDRESS,
        BY_IDENTITY
    }

    private Admission() {}

    static Decision decide(Knock knock, Circumstances room) {
        Decision byIdentity = whoIsKnown(knock, room);
        if (byIdentity != null) {
            return byIdentity;
        }
        if (room.taken() == 0) {
            return new Decision.Admit(Entry.Way.FIRST);
        }
        if (room.credential() == Credential.HOST_KEY) {
            return admit(Entry.Way.HOST_KEY, room);
        }
        if (isKeptOut(room)) {
            return new Decision.Refuse(ErrorWord.KEPT_OUT);
        }
        Guest guest = room.guest();
        if (guest != null && guest.isApproved()) {
            return room.isFull()
                    ? new Decision.Refuse(ErrorWord.ROOM_FULL)
                    : new Decision.Admit(Entry.Way.APPROVED);
        }
        if (room.credential() == Credential.INVITE && !room.locked()) {
            return admit(Entry.Way.INVITE, room);
        }
        return guest == null ? knock(room) : new Decision.WaitOn(guest);
    }

    private static @Nullable Decision whoIsKnown(Knock knock, Circumstances room) {
        Participant known = room.known();
        if (known != null) {
            return known.isProvenBy(knock)
                    ? new Decision.ComeBack(known)
                    : new Decision.Refuse(ErrorWord.IDENTITY_CONFLICT);
        }
        Guest guest = room.guest();
        if (guest != null && !guest.isProvenBy(knock)) {
            return new Decision.Refuse(ErrorWord.IDENTITY_CONFLICT);
        }
        Farewells.Farewell farewell = room.farewell();
        if (farewell == null) {
            return null;
        }
        if (!farewell.participant().isProvenBy(knock)) {
            return new Decision.Refuse(ErrorWord.IDENTITY_CONFLICT);
        }
        return room.isFull()
                ? new Decision.Refuse(ErrorWord.ROOM_FULL)
                : new Decision.Reload(farewell);
    }

    private static Decision admit(Entry.Way way, Circumstances room) {
        ErrorWord noPlace = room.noPlace();
        return noPlace == null ? new Decision.Admit(way) : new Decision.Refuse(noPlace);
    }

    private static boolean isKeptOut(Circumstances room) {
        return switch (room.exclusion()) {
            case NONE -> false;
            case BY_ADDRESS -> room.credential() == Credential.NONE && room.guest() == null;
            case BY_IDENTITY -> true;
        };
    }

    private static Decision knock(Circumstances room) {
        if (room.locked()) {
            return new Decision.Refuse(ErrorWord.ROOM_LOCKED);
        }
        ErrorWord noPlace =
                room.waiting() >= room.limits().waiting() ? ErrorWord.ROOM_FULL : room.noPlace();
        return noPlace == null ? new Decision.Wait() : new Decision.Refuse(noPlace);
    }
}
