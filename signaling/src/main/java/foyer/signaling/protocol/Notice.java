package foyer.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says unasked. */
public sealed interface Notice {
    /** The event's name on the wire. */
    default String event() {
        return switch (this) {
            case UserJoined _ -> "user-joined";
            case UserLeft _ -> "user-left";
            case HostChanged _ -> "host-changed";
            case HostState _ -> "host-state";
            case HostLeft _ -> "host-left";
            case RoomStateChanged _ -> "room-state";
            case PendingJoinRequest _ -> "pending-join-request";
            case PendingCanceled _ -> "pending-canceled";
            case JoinApproved _ -> "join-approved";
            case JoinDenied _ -> "join-denied";
            case Removed _ -> "removed";
            case MutedByHost _ -> "muted-by-host";
            case UnmuteRequested _ -> "unmute-requested";
            case SessionReplaced _ -> "session-replaced";
            case ServerRestarting _ -> "server-restarting";
            case ServerDraining _ -> "server-draining";
            case NewProducer _ -> "new-producer";
            case ProducerClosed _ -> "producer-closed";
            case ConsumerLayers _ -> "consumer-layers";
            case ProducerLayersWanted _ -> "producer-layers-wanted";
            case MuteState _ -> "mute-state";
            case HandState _ -> "hand-state";
            case DominantSpeaker _ -> "dominant-speaker";
            case ChatReceived _ -> "receive-chat-message";
            case PrivateReceived _ -> "receive-private-message";
            case ChatHistory _ -> "receive-chat-history";
            case Typing _ -> "typing";
            case Reaction _ -> "reaction";
        };
    }

    /** The event's arguments: this record itself unless the event has another shape. */
    default List<Object> arguments() {
        return switch (this) {
            case HostLeft _, JoinDenied _, SessionReplaced _ -> List.of();
            case RoomStateChanged(RoomState state) -> List.of(state);
            case JoinApproved(Answer.Joined joined) -> List.of(joined);
            case NewProducer(ProducerEntry entry) -> List.of(entry);
            case ChatReceived(ChatMessage message) -> List.of(message);
            case PrivateReceived(ChatMessage message) -> List.of(message);
            case ChatHistory(List<ChatMessage> messages) -> List.of(messages);
            default -> List.of(this);
        };
    }

    record UserJoined(String userId, String name) implements Notice {}

    record UserLeft(String userId) implements Notice {}

    /** This participant is host from now on. */
    record HostChanged(String userId) implements Notice {}

    /** A host gave somebody the role, or took it. */
    record HostState(String userId, @JsonProperty("isHost") boolean isHost) implements Notice {}

    /** A host ended the room. */
    record HostLeft() implements Notice {}

    record RoomStateChanged(RoomState state) implements Notice {}

    record PendingJoinRequest(String userId, String name) implements Notice {}

    /** Somebody waits no more. */
    record PendingCanceled(String userId) implements Notice {}

    record JoinApproved(Answer.Joined joined) implements Notice {}

    record JoinDenied() implements Notice {}

    /** A host removed the one who is told. */
    record Removed(boolean keptOut) implements Notice {}

    record MutedByHost(MutedKind kind) implements Notice {}

    record UnmuteRequested(MutedKind kind) implements Notice {}

    record SessionReplaced() implements Notice {}

    /**
     * The server stops: come back.
     *
     * @param retryAfterMs milliseconds until the first try
     */
    record ServerRestarting(long retryAfterMs) implements Notice {}

    /**
     * The server takes no new meetings and will stop.
     *
     * @param remainingMs milliseconds until then at most
     */
    record ServerDraining(long remainingMs) implements Notice {}

    record NewProducer(ProducerEntry entry) implements Notice {}

    record ProducerClosed(String producerId) implements Notice {}

    /**
     * What is sent of a video changed.
     *
     * @param spatialLayer and {@code temporalLayer}: null while nothing is sent
     * @param paused whether nothing is sent although it could be
     * @param reason a word for why it is paused, null when it is not
     */
    record ConsumerLayers(
            String producerId,
            @Nullable Integer spatialLayer,
            @Nullable Integer temporalLayer,
            boolean paused,
            @Nullable String reason)
            implements Notice {}

    /**
     * Nobody receives more of a producer: its owner need not send more.
     *
     * @param maxSpatialLayer −1 when nobody receives anything
     */
    record ProducerLayersWanted(String producerId, int maxSpatialLayer) implements Notice {}

    record MuteState(String userId, boolean muted) implements Notice {}

    record HandState(String userId, boolean handRaised) implements Notice {}

    /**
     * Who speaks.
     *
     * @param userId null, and told as null, when nobody does
     */
    record DominantSpeaker(@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String userId)
            implements Notice {}

    record ChatReceived(ChatMessage message) implements Notice {}

    record PrivateReceived(ChatMessage message) implements Notice {}

    record ChatHistory(List<ChatMessage> messages) implements Notice {}

    record Typing(String userId, boolean typing) implements Notice {}

    /**
     * A sign of feeling.
     *
     * @param reaction as it came
     * @param messageId what it is about; null for what is going on
     */
    record Reaction(String userId, String reaction, @Nullable String messageId) implements Notice {}
}
