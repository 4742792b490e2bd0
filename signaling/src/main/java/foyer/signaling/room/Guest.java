package foyer.signaling.room;

import foyer.signaling.protocol.PendingEntry;

/** Somebody who waits. */
final class Guest extends Person {
    private boolean approved;

    Guest(Knock knock) {
        super(knock.userId(), knock.sessionToken(), knock.address(), knock.name());
        comeBack(knock);
    }

    /** A host let the guest in while its socket was lost: it is in as soon as it knocks again. */
    boolean isApproved() {
        return approved;
    }

    void approve() {
        approved = true;
    }

    PendingEntry entry() {
        return new PendingEntry(userId(), name());
    }
}
