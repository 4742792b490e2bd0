package foyer.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says unasked. */
public sealed interface Notice {
    /** The event's name on the wire. */
    String event();

    /** The event's arguments: this record itself unless the event has another shape. */
    default List<Object> arguments() {
        return List.of(this);
    }

    record UserJoined(String userId, String name) implements Notice {
        @Override
        public String event() {
            return "user-joined";
        }
    }

    record UserLeft(String userId) implements Notice {
        @Override
        public String event() {
            return "user-left";
        }
    }

    record HostChanged(String userId) implements Notice {
        @Override
        public String event() {
            return "host-changed";
        }
    }

    record SessionReplaced() implements Notice {
        @Override
        public String event() {
            return "session-replaced";
        }

        @Override
        public List<Object> arguments() {
            return List.of();
        }
    }

    record NewProducer(ProducerEntry entry) implements Notice {
        @Override
        public String event() {
            return "new-producer";
        }

        @Override
        public List<Object> arguments() {
            return List.of(entry);
        }
    }

    record ProducerClosed(String producerId) implements Notice {
        @Override
        public String event() {
            return "producer-closed";
        }
    }

    record MuteState(String userId, boolean muted) implements Notice {
        @Override
        public String event() {
            return "mute-state";
        }
    }

    record HandState(String userId, boolean handRaised) implements Notice {
        @Override
        public String event() {
            return "hand-state";
        }
    }

    /**
     * Who speaks.
     *
     * @param userId null, and told as null, when nobody does
     */
    record DominantSpeaker(@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String userId)
            implements Notice {
        @Override
        public String event() {
            return "dominant-speaker";
        }
    }

    record ChatReceived(ChatMessage message) implements Notice {
        @Override
        public String event() {
            return "receive-chat-message";
        }

        @Override
        public List<Object> arguments() {
            return List.of(message);
        }
    }

    record ChatHistory(List<ChatMessage> messages) implements Notice {
        @Override
        public String event() {
            return "receive-chat-history";
        }

        @Override
        public List<Object> arguments() {
            return List.of(messages);
        }
    }
}
