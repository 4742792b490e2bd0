package foyer.signaling.room;

import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.MutedKind;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.RoomState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What hosts do to others; who asks is known to be host. */
public final class Moderation {
    private final Room room;
    private final Roster roster;
    private final Publications publications;
    private RoomState state = RoomState.OPEN;

    Moderation(Room room, Roster roster, Publications publications) {
        this.room = room;
        this.roster = roster;
        this.publications = publications;
    }

    public RoomState state() {
        return state;
    }

    /**
     * Gives or takes the host role.
     *
     * @return why not; null when it is done
     */
    public @Nullable ErrorWord setHost(String userId, boolean isHost, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        if (participant == null) {
            return ErrorWord.NOT_FOUND;
        }
        if (participant.isHost() == isHost) {
            return null;
        }
        if (!isHost && roster.hosts() == 1) {
            return ErrorWord.LAST_HOST;
        }
        participant.host(isHost);
        roster.tellAll(new Notice.HostState(userId, isHost), out);
        if (isHost) {
            becameHost(participant, out);
        } else {
            becameGuest(participant, out);
        }
        return null;
    }

    /** Who is host answers knocks, and is held to nothing. */
    void becameHost(Participant participant, Consumer<Effect> out) {
        free(participant, out);
        room.door().tellPending(participant.userId(), out);
    }

    /** Who is host no more is held to what guests are. */
    void becameGuest(Participant participant, Consumer<Effect> out) {
        if (!state.guestsMayShare()) {
            endShare(participant, out);
        }
    }

    /** Ends every hold. */
    void free(Participant participant, Consumer<Effect> out) {
        for (MutedKind kind : MutedKind.values()) {
            release(participant, kind, out);
        }
    }

    /**
     * Puts somebody out.
     *
     * @return why not; null when it is done
     */
    public @Nullable ErrorWord remove(String userId, Afterwards then, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        if (participant == null) {
            return ErrorWord.NOT_FOUND;
        }
        if (then == Afterwards.KEPT_OUT) {
            room.door().keepOut(participant);
        }
        Roster.tell(participant, new Notice.Removed(then == Afterwards.KEPT_OUT), out);
        room.remove(participant, out);
        return null;
    }

    /**
     * Forwards nothing of the kind any more.
     *
     * @return why not; null when it is done
     */
    public @Nullable ErrorWord mute(String userId, MutedKind kind, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        if (participant == null) {
            return ErrorWord.NOT_FOUND;
        }
        hold(participant, kind, out);
        return null;
    }

    public void muteAll(Consumer<Effect> out) {
        for (Participant participant : roster.all()) {
            if (!participant.isHost()) {
                hold(participant, MutedKind.MICROPHONE, out);
            }
        }
    }

    private void hold(Participant participant, MutedKind kind, Consumer<Effect> out) {
        participant.hold(kind);
        for (String producerId : publications.of(participant.userId(), kind)) {
            out.accept(new Effect.Hold(participant.userId(), producerId));
        }
        Roster.tell(participant, new Notice.MutedByHost(kind), out);
        if (kind == MutedKind.MICROPHONE && !participant.isMuted()) {
            participant.mute(true);
            roster.tellOthers(participant, new Notice.MuteState(participant.userId(), true), out);
        }
    }

    /**
     * Lets somebody send again what a host had silenced; a microphone is opened by its owner.
     *
     * @return why not; null when it is done
     */
    public @Nullable ErrorWord askToUnmute(String userId, MutedKind kind, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        if (participant == null) {
            return ErrorWord.NOT_FOUND;
        }
        if (kind == MutedKind.MICROPHONE) {
            participant.allowUnmute();
        } else {
            release(participant, kind, out);
        }
        Roster.tell(participant, new Notice.UnmuteRequested(kind), out);
        return null;
    }

    void release(Participant participant, MutedKind kind, Consumer<Effect> out) {
        if (!participant.isHeld(kind)) {
            return;
        }
        participant.release(kind);
        for (String producerId : publications.of(participant.userId(), kind)) {
            out.accept(new Effect.Release(participant.userId(), producerId));
        }
    }

    public void lock(boolean locked, Consumer<Effect> out) {
        set(new RoomState(locked, state.guestsMayShare()), out);
    }

    /** Whether guests may share screens; what they share ends when not. */
    public void allowSharing(boolean allowed, Consumer<Effect> out) {
        set(new RoomState(state.locked(), allowed), out);
        if (allowed) {
            return;
        }
        for (Participant participant : roster.all()) {
            if (!participant.isHost()) {
                endShare(participant, out);
            }
        }
    }

    private void endShare(Participant participant, Consumer<Effect> out) {
        String userId = participant.userId();
        boolean sharing = false;
        for (String producerId : publications.of(userId, MutedKind.SCREEN)) {
            out.accept(new Effect.EndProducer(userId, producerId));
            sharing = true;
        }
        if (sharing) {
            Roster.tell(participant, new Notice.MutedByHost(MutedKind.SCREEN), out);
        }
    }

    private void set(RoomState wanted, Consumer<Effect> out) {
        if (!wanted.equals(state)) {
            state = wanted;
            roster.tellAll(new Notice.RoomStateChanged(state), out);
        }
    }

    boolean mayPublish(Participant participant, MutedKind kind) {
        return kind != MutedKind.SCREEN || state.guestsMayShare() || participant.isHost();
    }

    /** The meeting is over for everybody. */
    public void endMeeting(Consumer<Effect> out) {
        roster.tellAll(new Notice.HostLeft(), out);
        room.end(out);
    }
}
