package foyer.signaling.room;

import foyer.signaling.protocol.MutedKind;
import java.util.EnumSet;

/** One slot of the room. */
final class Participant extends Person {
    private final EnumSet<MutedKind> held = EnumSet.noneOf(MutedKind.class);
    private boolean host;
    private boolean muted;
    private boolean mayUnmute;
    private boolean handRaised;

    Participant(Knock knock) {
        super(knock.userId(), knock.sessionToken(), knock.address(), knock.name());
        comeBack(knock);
    }

    /** A guest that waits on its socket comes in. */
    Participant(Guest guest, String socketId) {
        super(guest.userId(), guest.sessionToken(), guest.address(), guest.name());
        connect(socketId);
    }

    boolean isHost() {
        return host;
    }

    void host(boolean state) {
        host = state;
    }

    boolean isMuted() {
        return muted;
    }

    void mute(boolean state) {
        muted = state;
    }

    /** Whether a host wants nothing of the kind forwarded. */
    boolean isHeld(MutedKind kind) {
        return held.contains(kind);
    }

    void hold(MutedKind kind) {
        held.add(kind);
        if (kind == MutedKind.MICROPHONE) {
            mayUnmute = false;
        }
    }

    void release(MutedKind kind) {
        held.remove(kind);
    }

    /** A held microphone may be opened by its owner. */
    void allowUnmute() {
        mayUnmute = true;
    }

    boolean mayUnmute() {
        return mayUnmute || !isHeld(MutedKind.MICROPHONE);
    }

    boolean isHandRaised() {
        return handRaised;
    }

    void raiseHand(boolean state) {
        handRaised = state;
    }
}
