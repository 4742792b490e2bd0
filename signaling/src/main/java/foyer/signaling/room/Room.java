package foyer.signaling.room;

import foyer.signaling.protocol.ChatMessage;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ParticipantEntry;
import foyer.signaling.protocol.ProducerEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One room. Not safe for threads: everything happens on the room's executor. */
public final class Room {
    private final Limits limits;

    /** By user id, longest-present first. */
    private final Map<String, Participant> participants = new LinkedHashMap<>();

    private final Map<String, ProducerEntry> producers = new LinkedHashMap<>();
    private final Chat chat = new Chat();
    private final Speaker speaker = new Speaker();
    private @Nullable String hostId;
    private boolean ended;

    public Room(Limits limits) {
        this.limits = limits;
    }

    /** Somebody wants in; the room has not ended. */
    public Entry join(Knock knock, Consumer<Effect> out) {
        if (ended) {
            throw new IllegalStateException("ended: true");
        }
        Participant known = participants.get(knock.userId());
        return switch (Admission.decide(knock, known, participants.size(), limits)) {
            case Admission.Decision.Admit() -> admit(knock, out);
            case Admission.Decision.ComeBack(Participant participant) ->
                    comeBack(participant, knock, out);
            case Admission.Decision.Refuse(ErrorWord word) -> new Entry.Refused(word);
        };
    }

    private Entry admit(Knock knock, Consumer<Effect> out) {
        Participant participant = new Participant(knock);
        participants.put(participant.userId(), participant);
        if (hostId == null) {
            hostId = participant.userId();
        }
        tellOthers(participant, joined(participant), out);
        return new Entry.Entered(participant.userId());
    }

    private Entry comeBack(Participant participant, Knock knock, Consumer<Effect> out) {
        String oldSocket = participant.socketId();
        // Who joined or healed while the participant was away does not know it.
        boolean news = oldSocket == null || !participant.name().equals(knock.name());
        if (oldSocket != null && !oldSocket.equals(knock.socketId())) {
            out.accept(new Effect.DropSocket(oldSocket));
        }
        participant.comeBack(knock);
        endMedia(participant, out);
        if (news) {
            tellOthers(participant, joined(participant), out);
        }
        return new Entry.Returned(participant.userId());
    }

    /** A socket went; a socket that is nobody's any more changes nothing. */
    public void disconnect(
            String socketId, Departure departure, long nowMillis, Consumer<Effect> out) {
        Participant participant = at(socketId);
        if (participant == null) {
            return;
        }
        switch (departure) {
            case CLEAN -> remove(participant, out);
            case LOST -> participant.loseSocket(nowMillis);
        }
    }

    /** A participant leaves on its own word. */
    public void leave(String userId, Consumer<Effect> out) {
        Participant participant = participants.get(userId);
        if (participant != null) {
            remove(participant, out);
        }
    }

    /** A page says goodbye for its participant, proving it with the token. */
    public void leaveByToken(String userId, String sessionToken, Consumer<Effect> out) {
        Participant participant = participants.get(userId);
        if (participant != null && participant.hasToken(sessionToken)) {
            remove(participant, out);
        }
    }

    private void remove(Participant participant, Consumer<Effect> out) {
        participants.remove(participant.userId());
        endMedia(participant, out);
        tellOthers(participant, new Notice.UserLeft(participant.userId()), out);
        if (participant.userId().equals(hostId)) {
            succeed(out);
        }
    }

    private void succeed(Consumer<Effect> out) {
        hostId =
                participants.values().stream()
                        .filter(Participant::isConnected)
                        .map(Participant::userId)
                        .findFirst()
                        .orElse(null);
        if (hostId == null) {
            ended = true;
            out.accept(new Effect.EndRoom());
        } else {
            tellAll(new Notice.HostChanged(hostId), out);
        }
    }

    private void endMedia(Participant participant, Consumer<Effect> out) {
        out.accept(new Effect.EndMedia(participant.userId()));
    }

    public void mute(String userId, boolean muted, Consumer<Effect> out) {
        Participant participant = participants.get(userId);
        if (participant != null) {
            participant.mute(muted);
            tellOthers(participant, new Notice.MuteState(userId, muted), out);
        }
    }

    public void raiseHand(String userId, boolean raised, Consumer<Effect> out) {
        Participant participant = participants.get(userId);
        if (participant != null) {
            participant.raiseHand(raised);
            tellOthers(participant, new Notice.HandState(userId, raised), out);
        }
    }

    /** Relays a message to everybody, the sender too. */
    public void say(Member sender, String text, long wallMillis, Consumer<Effect> out) {
        ChatMessage message = new ChatMessage(sender.name(), sender.userId(), text, wallMillis);
        chat.add(message);
        tellAll(new Notice.ChatReceived(message), out);
    }

    public List<ChatMessage> chatHistory() {
        return chat.history();
    }

    /** A participant's new track is there for the others. */
    public void published(
            String producerId, Member owner, ObjectNode appData, Consumer<Effect> out) {
        ProducerEntry entry = new ProducerEntry(producerId, owner.name(), owner.userId(), appData);
        producers.put(producerId, entry);
        Participant participant = participants.get(owner.userId());
        if (participant != null) {
            tellOthers(participant, new Notice.NewProducer(entry), out);
        }
    }

    /** A track ended; false when it was not there any more. */
    public boolean withdrawn(String producerId) {
        return producers.remove(producerId) != null;
    }

    public @Nullable ProducerEntry producer(String producerId) {
        return producers.get(producerId);
    }

    public Collection<ProducerEntry> producers() {
        return List.copyOf(producers.values());
    }

    /** The engine heard another producer speak; null when nobody does. */
    public void speaks(@Nullable String producerId, long nowMillis, Consumer<Effect> out) {
        ProducerEntry entry = producerId == null ? null : producers.get(producerId);
        speaker.set(entry == null ? null : entry.userId());
        tellSpeaker(nowMillis, out);
    }

    private void tellSpeaker(long nowMillis, Consumer<Effect> out) {
        if (speaker.isDue(nowMillis)) {
            tellAll(new Notice.DominantSpeaker(speaker.userId()), out);
        }
    }

    /** When {@link #onDeadline} wants to be called; empty while nothing waits for time. */
    public OptionalLong nextDeadlineMillis() {
        OptionalLong next = speaker.nextDeadlineMillis();
        for (Participant participant : participants.values()) {
            if (!participant.isConnected()) {
                long deadline = participant.absentSinceMillis() + limits.graceMillis();
                if (next.isEmpty() || deadline - next.getAsLong() < 0) {
                    next = OptionalLong.of(deadline);
                }
            }
        }
        return next;
    }

    public void onDeadline(long nowMillis, Consumer<Effect> out) {
        for (Participant participant : List.copyOf(participants.values())) {
            boolean overdue =
                    !participant.isConnected()
                            && nowMillis - participant.absentSinceMillis() >= limits.graceMillis();
            if (overdue && !ended) {
                remove(participant, out);
            }
        }
        if (!ended) {
            tellSpeaker(nowMillis, out);
        }
    }

    /** Who a socket is, null when it is nobody here. */
    public @Nullable Member memberAt(String socketId) {
        Participant participant = at(socketId);
        return participant == null ? null : new Member(participant.userId(), participant.name());
    }

    /** The socket a participant is on, null while it is on none. */
    public @Nullable String socketOf(String userId) {
        Participant participant = participants.get(userId);
        return participant == null ? null : participant.socketId();
    }

    public boolean isHost(String userId) {
        return userId.equals(hostId);
    }

    /** The connected participants but this one. */
    public List<ParticipantEntry> othersOf(String userId) {
        return participants.values().stream()
                .filter(p -> p.isConnected() && !p.userId().equals(userId))
                .map(Participant::entry)
                .toList();
    }

    public int size() {
        return participants.size();
    }

    public boolean hasEnded() {
        return ended;
    }

    private @Nullable Participant at(String socketId) {
        for (Participant participant : participants.values()) {
            if (socketId.equals(participant.socketId())) {
                return participant;
            }
        }
        return null;
    }

    private static Notice joined(Participant participant) {
        return new Notice.UserJoined(participant.userId(), participant.name());
    }

    private void tellOthers(Participant participant, Notice notice, Consumer<Effect> out) {
        participants.values().stream()
                .filter(p -> p != participant)
                .forEach(p -> tell(p, notice, out));
    }

    private void tellAll(Notice notice, Consumer<Effect> out) {
        participants.values().forEach(p -> tell(p, notice, out));
    }

    private static void tell(Participant participant, Notice notice, Consumer<Effect> out) {
        String socketId = participant.socketId();
        if (socketId != null) {
            out.accept(new Effect.Tell(socketId, notice));
        }
    }
}
