package foyer.signaling.room;

import foyer.sfu.api.MediaKind;
import foyer.signaling.protocol.MutedKind;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ParticipantEntry;
import foyer.signaling.protocol.ProducerEntry;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the participants send, and who of them speaks. */
public final class Stage {
    private final Roster roster;
    private final Publications publications;
    private final Moderation moderation;
    private final Speaker speaker = new Speaker();

    Stage(Roster roster, Publications publications, Moderation moderation) {
        this.roster = roster;
        this.publications = publications;
        this.moderation = moderation;
    }

    /** Whether a participant may send a track of this kind. */
    public boolean mayPublish(String userId, MediaKind media, ObjectNode appData) {
        Participant participant = roster.find(userId);
        return participant != null
                && moderation.mayPublish(participant, Publications.kindOf(media, appData));
    }

    /** A participant's new track is there for the others. */
    public void published(
            String producerId,
            Member owner,
            MediaKind media,
            ObjectNode appData,
            Consumer<Effect> out) {
        ProducerEntry entry = new ProducerEntry(producerId, owner.name(), owner.userId(), appData);
        MutedKind kind = Publications.kindOf(media, appData);
        publications.add(new Publications.Publication(entry, kind, media));
        Participant participant = roster.find(owner.userId());
        if (participant == null) {
            return;
        }
        if (participant.isHeld(kind)) {
            out.accept(new Effect.Hold(owner.userId(), producerId));
        }
        roster.tellOthers(participant, new Notice.NewProducer(entry), out);
    }

    /** A track ended; false when it was not there any more. */
    public boolean withdrawn(String producerId) {
        return publications.remove(producerId);
    }

    public @Nullable ProducerEntry producer(String producerId) {
        return publications.entry(producerId);
    }

    /** Whether a producer is part of a shared screen. */
    public boolean isScreen(String producerId) {
        return publications.isScreen(producerId);
    }

    public List<ProducerEntry> producers() {
        return publications.entries();
    }

    /** The engine heard another producer speak; null when nobody does. */
    public void speaks(@Nullable String producerId, long nowMillis, Consumer<Effect> out) {
        ProducerEntry entry = producerId == null ? null : producer(producerId);
        speaker.set(entry == null ? null : entry.userId());
        onDeadline(nowMillis, out);
    }

    OptionalLong nextDeadlineMillis() {
        return speaker.nextDeadlineMillis();
    }

    void onDeadline(long nowMillis, Consumer<Effect> out) {
        if (speaker.isDue(nowMillis)) {
            roster.tellAll(new Notice.DominantSpeaker(speaker.userId()), out);
        }
    }

    /** A participant as the others see it. */
    ParticipantEntry entry(Participant participant) {
        return new ParticipantEntry(
                participant.userId(),
                participant.name(),
                participant.isMuted(),
                participant.isHandRaised(),
                participant.isHost(),
                shows(participant, MutedKind.CAMERA),
                shows(participant, MutedKind.SCREEN));
    }

    private boolean shows(Participant participant, MutedKind kind) {
        return !participant.isHeld(kind) && publications.hasVideo(participant.userId(), kind);
    }
}
