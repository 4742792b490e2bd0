package foyer.signaling.protocol;

/**
 * What was said in the chat.
 *
 * @param sender the sender's name as the server knows it
 * @param message as it came: ciphertext to the server
 * @param timestamp milliseconds since 1970, the server's
 */
public record ChatMessage(String sender, String userId, String message, long timestamp) {
    @Override
    public String toString() {
        return "ChatMessage[" + userId + "]";
    }
}
