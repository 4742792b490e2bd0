package foyer.signaling.room;

import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.InviteEntry;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.PendingEntry;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who waits, and what the hosts do about it; who asks is known to be host. */
public final class Door {
    private final Room room;
    private final Limits limits;
    private final Vacancy vacancy;
    private final WaitingRoom waiting = new WaitingRoom();
    private final KeptOut keptOut = new KeptOut();
    private final Invites invites;
    private final HostKey hostKey;

    Door(Room room, Limits limits, Vacancy vacancy, HostKey hostKey, RandomGenerator random) {
        this.room = room;
        this.limits = limits;
        this.vacancy = vacancy;
        invites = new Invites(random);
        this.hostKey = hostKey;
    }

    /** What makes its holder a host. */
    public String hostKey() {
        return hostKey.text();
    }

    Admission.Credential credentialOf(Knock knock, long nowMillis) {
        if (hostKey.isOpenedBy(knock.hostKey(), nowMillis)) {
            return Admission.Credential.HOST_KEY;
        }
        return invites.isFresh(knock.invite(), nowMillis)
                ? Admission.Credential.INVITE
                : Admission.Credential.NONE;
    }

    Admission.Exclusion exclusionOf(Knock knock) {
        if (keptOut.isMeant(knock)) {
            return Admission.Exclusion.BY_IDENTITY;
        }
        return keptOut.isFromTheSamePlace(knock)
                ? Admission.Exclusion.BY_ADDRESS
                : Admission.Exclusion.NONE;
    }

    void keepOut(Person person) {
        keptOut.add(person);
    }

    @Nullable Guest guest(String userId) {
        return waiting.find(userId);
    }

    @Nullable Guest guestAt(String socketId) {
        return waiting.at(socketId);
    }

    /** Guests before the door, those included that may come back. */
    public int size() {
        return waiting.size();
    }

    void wait(Knock knock, Consumer<Effect> out) {
        Guest guest = new Guest(knock);
        waiting.add(guest);
        tellOfRequest(guest, out);
    }

    void waitOn(Guest guest, Knock knock, Consumer<Effect> out) {
        String oldSocket = guest.socketId();
        boolean renamed = !guest.name().equals(knock.name());
        if (oldSocket != null && !oldSocket.equals(knock.socketId())) {
            out.accept(new Effect.DropSocket(oldSocket));
        }
        guest.comeBack(knock);
        if (renamed) {
            tellOfRequest(guest, out);
        }
    }

    private void tellOfRequest(Guest guest, Consumer<Effect> out) {
        room.roster().tellHosts(new Notice.PendingJoinRequest(guest.userId(), guest.name()), out);
    }

    /** Somebody who waited is in by its own means: what opened the door is used up. */
    void entered(Knock knock, Entry.Way way, Consumer<Effect> out) {
        if (way == Entry.Way.INVITE) {
            invites.end(knock.invite());
        }
        Guest guest = waiting.find(knock.userId());
        if (guest == null) {
            return;
        }
        String oldSocket = guest.socketId();
        if (oldSocket != null && !oldSocket.equals(knock.socketId())) {
            out.accept(new Effect.DropSocket(oldSocket));
        }
        cancel(guest, out);
    }

    /** A guest waits no more. */
    void cancel(Guest guest, Consumer<Effect> out) {
        waiting.remove(guest);
        if (!guest.isApproved()) {
            room.roster().tellHosts(new Notice.PendingCanceled(guest.userId()), out);
        }
    }

    /** Everybody is turned away: the room ends. */
    void shut(Consumer<Effect> out) {
        for (Guest guest : waiting.all()) {
            waiting.remove(guest);
            Roster.tell(guest, new Notice.JoinDenied(), out);
        }
    }

    /**
     * Lets a guest in.
     *
     * @return why not; null when it is done
     */
    public @Nullable ErrorWord approve(String hostId, String userId, Consumer<Effect> out) {
        Guest guest = waiting.find(userId);
        if (guest == null || guest.isApproved()) {
            return ErrorWord.NOT_PENDING;
        }
        if (!guest.isConnected() && !guest.canComeBack()) {
            answered(guest, hostId, out);
            waiting.remove(guest);
            return ErrorWord.SOCKET_GONE;
        }
        if (room.size() >= limits.participants()) {
            return ErrorWord.ROOM_FULL;
        }
        if (!vacancy.isLeft()) {
            return ErrorWord.SERVER_FULL;
        }
        letIn(guest, hostId, out);
        return null;
    }

    private void letIn(Guest guest, String hostId, Consumer<Effect> out) {
        answered(guest, hostId, out);
        String socketId = guest.socketId();
        if (socketId == null) {
            guest.approve();
        } else {
            waiting.remove(guest);
            room.admit(new Participant(guest, socketId), out);
            out.accept(new Effect.Welcome(socketId, guest.userId()));
        }
    }

    private void answered(Guest guest, String hostId, Consumer<Effect> out) {
        room.roster()
                .tell(
                        p -> p.isHost() && !p.userId().equals(hostId),
                        new Notice.PendingCanceled(guest.userId()),
                        out);
    }

    /**
     * Turns a guest away.
     *
     * @param then whether it may knock again
     * @return why not; null when it is done
     */
    public @Nullable ErrorWord deny(
            String hostId, String userId, Afterwards then, Consumer<Effect> out) {
        Guest guest = waiting.find(userId);
        if (guest == null || guest.isApproved()) {
            return ErrorWord.NOT_PENDING;
        }
        waiting.remove(guest);
        if (then == Afterwards.KEPT_OUT) {
            keptOut.add(guest);
        }
        answered(guest, hostId, out);
        Roster.tell(guest, new Notice.JoinDenied(), out);
        return null;
    }

    /**
     * Lets in who waits, longest first, until nobody does or the room or the server is full.
     *
     * @return how many
     */
    public int admitAll(String hostId, Consumer<Effect> out) {
        int admitted = 0;
        for (Guest guest : waiting.unanswered()) {
            boolean possible = guest.isConnected() || guest.canComeBack();
            if (possible && room.size() < limits.participants() && vacancy.isLeft()) {
                letIn(guest, hostId, out);
                admitted++;
            }
        }
        return admitted;
    }

    public List<PendingEntry> pending() {
        return waiting.entries();
    }

    /** A host learns who waits. */
    public void tellPending(String hostId, Consumer<Effect> out) {
        Participant host = room.roster().find(hostId);
        if (host == null || !host.isHost()) {
            return;
        }
        for (PendingEntry entry : pending()) {
            Roster.tell(host, new Notice.PendingJoinRequest(entry.userId(), entry.name()), out);
        }
    }

    /**
     * Makes a one-time invite.
     *
     * @return its token; null when there are too many
     */
    public @Nullable String createInvite(long nowMillis, long wallMillis) {
        return invites.create(nowMillis, wallMillis);
    }

    public List<InviteEntry> invites(long nowMillis) {
        return invites.list(nowMillis);
    }

    /** Ends an unused invite; false when there is none any more. */
    public boolean revokeInvite(String token, long nowMillis) {
        return invites.isFresh(token, nowMillis) && invites.end(token);
    }

    OptionalLong nextDeadlineMillis() {
        return waiting.all().stream()
                .filter(guest -> !guest.isConnected())
                .mapToLong(guest -> guest.absentSinceMillis() + limits.graceMillis())
                .min();
    }

    void onDeadline(long nowMillis, Consumer<Effect> out) {
        for (Guest guest : waiting.all()) {
            boolean overdue =
                    !guest.isConnected()
                            && nowMillis - guest.absentSinceMillis() >= limits.graceMillis();
            if (overdue) {
                cancel(guest, out);
            }
        }
    }
}
