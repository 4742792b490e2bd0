package foyer.signaling.room;

import foyer.signaling.protocol.ChatMessage;
import foyer.signaling.protocol.Notice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the members say in writing: relayed as it comes, the last messages kept. */
public final class Chat {
    static final int HISTORY = 200;

    private static final int ID_BYTES = 9;

    private final Roster roster;
    private final RandomGenerator random;
    private final ArrayDeque<ChatMessage> messages = new ArrayDeque<>();

    Chat(Roster roster, RandomGenerator random) {
        this.roster = roster;
        this.random = random;
    }

    /**
     * Relays a message to everybody, the sender too.
     *
     * @return its id
     */
    public String say(Member sender, String text, long wallMillis, Consumer<Effect> out) {
        ChatMessage message = message(sender, null, text, wallMillis);
        if (messages.size() == HISTORY) {
            messages.removeFirst();
        }
        messages.addLast(message);
        roster.tellAll(new Notice.ChatReceived(message), out);
        return message.messageId();
    }

    /**
     * Relays a message to one participant and back to its sender.
     *
     * @return its id; null when the recipient is not there
     */
    public @Nullable String whisper(
            Member sender, String recipientId, String text, long wallMillis, Consumer<Effect> out) {
        Participant recipient = roster.find(recipientId);
        if (recipient == null || !recipient.isConnected()) {
            return null;
        }
        ChatMessage message = message(sender, recipientId, text, wallMillis);
        roster.tell(
                p -> p == recipient || p.userId().equals(sender.userId()),
                new Notice.PrivateReceived(message),
                out);
        return message.messageId();
    }

    private ChatMessage message(
            Member sender, @Nullable String recipientId, String text, long wallMillis) {
        return new ChatMessage(
                sender.name(),
                sender.userId(),
                recipientId,
                text,
                wallMillis,
                Secrets.make(random, ID_BYTES));
    }

    public void types(String userId, boolean typing, Consumer<Effect> out) {
        roster.tell(p -> !p.userId().equals(userId), new Notice.Typing(userId, typing), out);
    }

    /** Relays a sign of feeling to everybody, the sender too. */
    public void reacts(
            String userId, String reaction, @Nullable String messageId, Consumer<Effect> out) {
        roster.tellAll(new Notice.Reaction(userId, reaction, messageId), out);
    }

    public List<ChatMessage> history() {
        return List.copyOf(messages);
    }
}
