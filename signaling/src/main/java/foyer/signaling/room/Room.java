package foyer.signaling.room;

import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.MutedKind;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ParticipantEntry;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One room. Not safe for threads: everything happens on the room's executor. */
public final class Room {
    private final Limits limits;
    private final Vacancy vacancy;
    private final Roster roster = new Roster();
    private final Farewells farewells;
    private final Door door;
    private final Moderation moderation;
    private final Chat chat;
    private final Stage stage;
    private boolean ended;

    /**
     * An empty room.
     *
     * @param vacancy whether the server takes one more
     * @param random makes its secrets: must not be guessable
     */
    public Room(Limits limits, Vacancy vacancy, HostKey hostKey, RandomGenerator random) {
        this.limits = limits;
        this.vacancy = vacancy;
        farewells = new Farewells(limits.graceMillis());
        door = new Door(this, limits, vacancy, hostKey, random);
        Publications publications = new Publications();
        moderation = new Moderation(this, roster, publications);
        stage = new Stage(roster, publications, moderation);
        chat = new Chat(roster, random);
    }

    public Door door() {
        return door;
    }

    public Moderation moderation() {
        return moderation;
    }

    public Chat chat() {
        return chat;
    }

    public Stage stage() {
        return stage;
    }

    Roster roster() {
        return roster;
    }

    /** Somebody wants in; the room has not ended. */
    public Entry join(Knock knock, long nowMillis, Consumer<Effect> out) {
        if (ended) {
            throw new IllegalStateException("ended: true");
        }
        Admission.Circumstances circumstances = circumstances(knock, nowMillis);
        boolean hasKey = circumstances.credential() == Admission.Credential.HOST_KEY;
        return switch (Admission.decide(knock, circumstances)) {
            case Admission.Decision.Admit(Entry.Way way) -> enter(knock, way, out);
            case Admission.Decision.ComeBack(Participant participant) ->
                    comeBack(participant, knock, hasKey, out);
            case Admission.Decision.Reload(Farewells.Farewell farewell) ->
                    reload(farewell, knock, hasKey, nowMillis, out);
            case Admission.Decision.Wait() -> {
                door.wait(knock, out);
                yield new Entry.Waits(knock.userId());
            }
            case Admission.Decision.WaitOn(Guest guest) -> {
                door.waitOn(guest, knock, out);
                yield new Entry.Waits(knock.userId());
            }
            case Admission.Decision.Refuse(ErrorWord word) -> new Entry.Refused(word);
        };
    }

    private Admission.Circumstances circumstances(Knock knock, long nowMillis) {
        return new Admission.Circumstances(
                roster.find(knock.userId()),
                farewells.find(knock.userId(), nowMillis),
                door.guest(knock.userId()),
                roster.size(),
                door.size(),
                limits,
                vacancy,
                door.credentialOf(knock, nowMillis),
                door.exclusionOf(knock),
                moderation.state().locked());
    }

    private Entry enter(Knock knock, Entry.Way way, Consumer<Effect> out) {
        door.entered(knock, way, out);
        Participant participant = new Participant(knock);
        participant.host(way == Entry.Way.FIRST || way == Entry.Way.HOST_KEY);
        admit(participant, out);
        if (way == Entry.Way.HOST_KEY) {
            roster.tellOthers(participant, new Notice.HostChanged(participant.userId()), out);
        }
        return new Entry.Entered(participant.userId(), way);
    }

    void admit(Participant participant, Consumer<Effect> out) {
        roster.add(participant);
        roster.tellOthers(participant, joined(participant), out);
    }

    private Entry comeBack(
            Participant participant, Knock knock, boolean hasKey, Consumer<Effect> out) {
        String oldSocket = participant.socketId();
        // Who joined or healed while the participant was away does not know it.
        boolean news = oldSocket == null || !participant.name().equals(knock.name());
        if (oldSocket != null && !oldSocket.equals(knock.socketId())) {
            out.accept(new Effect.DropSocket(oldSocket));
        }
        participant.comeBack(knock);
        out.accept(new Effect.EndMedia(participant.userId()));
        if (news) {
            roster.tellOthers(participant, joined(participant), out);
        }
        return returned(participant, hasKey, out);
    }

    private Entry reload(
            Farewells.Farewell farewell,
            Knock knock,
            boolean hasKey,
            long nowMillis,
            Consumer<Effect> out) {
        Participant participant = farewell.participant();
        farewells.forget(participant.userId());
        participant.comeBack(knock);
        admit(participant, out);
        if (participant.isHost()) {
            roster.tellOthers(participant, new Notice.HostChanged(participant.userId()), out);
            stepBack(farewell.successorId(), nowMillis, out);
        }
        return returned(participant, hasKey, out);
    }

    /** Whoever got the host role in place of one who is back has it no more. */
    private void stepBack(@Nullable String successorId, long nowMillis, Consumer<Effect> out) {
        if (successorId == null) {
            return;
        }
        Participant successor = roster.find(successorId);
        Farewells.Farewell farewell = farewells.find(successorId, nowMillis);
        if (successor != null && successor.isHost()) {
            successor.host(false);
            roster.tellAll(new Notice.HostState(successorId, false), out);
            moderation.becameGuest(successor, out);
        } else if (successor == null && farewell != null) {
            farewell.participant().host(false);
            stepBack(farewell.successorId(), nowMillis, out);
        }
    }

    private Entry returned(Participant participant, boolean hasKey, Consumer<Effect> out) {
        if (hasKey && !participant.isHost()) {
            participant.host(true);
            roster.tellOthers(participant, new Notice.HostChanged(participant.userId()), out);
            // Who waits it is told of once it knows that it is host.
            moderation.free(participant, out);
        }
        return new Entry.Returned(participant.userId());
    }

    /** A socket went; a socket that is nobody's any more changes nothing. */
    public void disconnect(
            String socketId, Departure departure, long nowMillis, Consumer<Effect> out) {
        Person person = at(socketId);
        if (person == null) {
            return;
        }
        switch (departure) {
            case LOST -> person.loseSocket(nowMillis);
            case CLEAN -> goes(person, out);
        }
    }

    private void goes(Person person, Consumer<Effect> out) {
        switch (person) {
            case Participant participant -> remove(participant, out);
            case Guest guest -> door.cancel(guest, out);
        }
    }

    /** A participant leaves, or is made to. */
    public void leave(String userId, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        if (participant != null) {
            remove(participant, out);
        }
    }

    /** A page says goodbye for its participant, proving it with the token. */
    public void sayGoodbye(
            String userId, String sessionToken, long nowMillis, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        Guest guest = door.guest(userId);
        if (participant != null && participant.hasToken(sessionToken)) {
            participant.loseSocket(nowMillis);
            String successorId = remove(participant, out);
            farewells.add(new Farewells.Farewell(participant, successorId, nowMillis));
        } else if (guest != null && guest.hasToken(sessionToken)) {
            door.cancel(guest, out);
        }
    }

    /**
     * A participant is gone.
     *
     * @return who became host in its place, null when nobody had to
     */
    @Nullable String remove(Participant participant, Consumer<Effect> out) {
        roster.remove(participant);
        out.accept(new Effect.EndMedia(participant.userId()));
        roster.tellOthers(participant, new Notice.UserLeft(participant.userId()), out);
        return participant.isHost() && roster.hosts() == 0 ? succeed(out) : null;
    }

    private @Nullable String succeed(Consumer<Effect> out) {
        for (Participant participant : roster.all()) {
            if (participant.isConnected()) {
                participant.host(true);
                roster.tellAll(new Notice.HostChanged(participant.userId()), out);
                moderation.becameHost(participant, out);
                return participant.userId();
            }
        }
        end(out);
        return null;
    }

    void end(Consumer<Effect> out) {
        ended = true;
        door.shut(out);
        out.accept(new Effect.EndRoom());
    }

    /**
     * A participant opens or closes its microphone.
     *
     * @return why not; null when it is done
     */
    public @Nullable ErrorWord mute(String userId, boolean muted, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        if (participant == null) {
            return ErrorWord.NOT_READY;
        }
        if (!muted && !participant.mayUnmute()) {
            return ErrorWord.MUTED_BY_HOST;
        }
        participant.mute(muted);
        if (!muted) {
            moderation.release(participant, MutedKind.MICROPHONE, out);
        }
        roster.tellOthers(participant, new Notice.MuteState(userId, muted), out);
        return null;
    }

    public void raiseHand(String userId, boolean raised, Consumer<Effect> out) {
        Participant participant = roster.find(userId);
        if (participant != null) {
            participant.raiseHand(raised);
            roster.tellOthers(participant, new Notice.HandState(userId, raised), out);
        }
    }

    /** When {@link #onDeadline} wants to be called; empty while nothing waits for time. */
    public OptionalLong nextDeadlineMillis() {
        LongStream absences =
                roster.all().stream()
                        .filter(participant -> !participant.isConnected())
                        .mapToLong(p -> p.absentSinceMillis() + limits.graceMillis());
        return LongStream.concat(
                        absences,
                        LongStream.concat(
                                stage.nextDeadlineMillis().stream(),
                                LongStream.concat(
                                        door.nextDeadlineMillis().stream(),
                                        farewells.nextDeadlineMillis().stream())))
                .reduce((one, other) -> one - other < 0 ? one : other);
    }

    public void onDeadline(long nowMillis, Consumer<Effect> out) {
        for (Participant participant : roster.all()) {
            boolean overdue =
                    !participant.isConnected()
                            && nowMillis - participant.absentSinceMillis() >= limits.graceMillis();
            if (overdue && !ended) {
                remove(participant, out);
            }
        }
        if (!ended) {
            farewells.dropOld(nowMillis);
            door.onDeadline(nowMillis, out);
            stage.onDeadline(nowMillis, out);
        }
    }

    /** Who a socket is, null when it is nobody inside. */
    public @Nullable Member memberAt(String socketId) {
        Participant participant = roster.at(socketId);
        return participant == null ? null : new Member(participant.userId(), participant.name());
    }

    /** Who a socket is or waits as, null when it is nobody. */
    public @Nullable String userIdAt(String socketId) {
        Person person = at(socketId);
        return person == null ? null : person.userId();
    }

    private @Nullable Person at(String socketId) {
        Participant participant = roster.at(socketId);
        return participant == null ? door.guestAt(socketId) : participant;
    }

    /** The socket a participant is on, null while it is on none. */
    public @Nullable String socketOf(String userId) {
        Participant participant = roster.find(userId);
        return participant == null ? null : participant.socketId();
    }

    public boolean isHost(String userId) {
        return roster.isHost(userId);
    }

    /** The connected participants but one. */
    public List<ParticipantEntry> othersOf(String userId) {
        return roster.all().stream()
                .filter(p -> p.isConnected() && !p.userId().equals(userId))
                .map(stage::entry)
                .toList();
    }

    /** Participants, those included that may come back. */
    public int size() {
        return roster.size();
    }

    public boolean hasEnded() {
        return ended;
    }

    private static Notice joined(Participant participant) {
        return new Notice.UserJoined(participant.userId(), participant.name());
    }
}
