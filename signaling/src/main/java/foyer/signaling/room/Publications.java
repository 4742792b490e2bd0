package foyer.signaling.room;

import foyer.sfu.api.MediaKind;
import foyer.signaling.protocol.MutedKind;
import foyer.signaling.protocol.ProducerEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the participants send. */
final class Publications {
    private final Map<String, Publication> byProducer = new LinkedHashMap<>();

    /** One producer, and what a host would silence it as. */
    record Publication(ProducerEntry entry, MutedKind kind, MediaKind media) {}

    static MutedKind kindOf(MediaKind media, JsonNode appData) {
        JsonNode isScreen = appData.get("isScreen");
        if (isScreen != null && isScreen.isBoolean() && isScreen.booleanValue()) {
            return MutedKind.SCREEN;
        }
        return media == MediaKind.AUDIO ? MutedKind.MICROPHONE : MutedKind.CAMERA;
    }

    void add(Publication publication) {
        byProducer.put(publication.entry().producerId(), publication);
    }

    boolean remove(String producerId) {
        return byProducer.remove(producerId) != null;
    }

    @Nullable ProducerEntry entry(String producerId) {
        Publication publication = byProducer.get(producerId);
        return publication == null ? null : publication.entry();
    }

    boolean isScreen(String producerId) {
        Publication publication = byProducer.get(producerId);
        return publication != null && publication.kind() == MutedKind.SCREEN;
    }

    List<ProducerEntry> entries() {
        return byProducer.values().stream().map(Publication::entry).toList();
    }

    /** The producers of one kind that a participant has. */
    List<String> of(String userId, MutedKind kind) {
        return byProducer.values().stream()
                .filter(p -> p.kind() == kind && p.entry().userId().equals(userId))
                .map(p -> p.entry().producerId())
                .toList();
    }

    boolean hasVideo(String userId, MutedKind kind) {
        return byProducer.values().stream()
                .anyMatch(p ->
                        p.kind() == kind
                                && p.media() == MediaKind.VIDEO
                                && p.entry().userId().equals(userId));
    }
}
