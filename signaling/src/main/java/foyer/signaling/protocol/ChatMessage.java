package foyer.signaling.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What was said in the chat.
 *
 * @param sender the sender's name as the server knows it
 * @param recipientId of a private message: whom it is for
 * @param message as it came: ciphertext to the server
 * @param timestamp milliseconds since 1970, the server's
 * @param messageId the server's, unique in the room
 */
public record ChatMessage(
        String sender,
        String userId,
        @Nullable String recipientId,
        String message,
        long timestamp,
        String messageId) {
    @Override
    public String toString() {
        return "ChatMessage[" + userId + ", " + messageId + "]";
    }
}
