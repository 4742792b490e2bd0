package foyer.signaling.protocol;

/**
 * A one-time way in that nobody has used.
 *
 * @param token 18 random bytes in base64url
 * @param expiresAt milliseconds since 1970
 */
public record InviteEntry(String token, long expiresAt) {
    @Override
    public String toString() {
        return "InviteEntry[" + expiresAt + "]";
    }
}
