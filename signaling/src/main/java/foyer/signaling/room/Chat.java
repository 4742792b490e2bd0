package foyer.signaling.room;

import foyer.signaling.protocol.ChatMessage;
import java.util.ArrayDeque;
import java.util.List;

/** The last messages of the room. */
final class Chat {
    static final int HISTORY = 200;

    private final ArrayDeque<ChatMessage> messages = new ArrayDeque<>();

    void add(ChatMessage message) {
        if (messages.size() == HISTORY) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    List<ChatMessage> history() {
        return List.copyOf(messages);
    }
}
