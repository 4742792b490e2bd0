package foyer.sfu.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A header extension somebody understands (RFC 8285).
 *
 * @param direction {@code sendrecv}, {@code sendonly}, {@code recvonly} or {@code inactive}, as
 *     seen by whose capabilities these are; null means {@code sendrecv}
 */
public record RtpHeaderExtension(
        MediaKind kind,
        String uri,
        int preferredId,
        @Nullable Boolean preferredEncrypt,
        @Nullable String direction) {
    public RtpHeaderExtension {
        preferredEncrypt = preferredEncrypt != null && preferredEncrypt;
        direction = direction == null ? "sendrecv" : direction;
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public Boolean preferredEncrypt() {
        return Objects.requireNonNull(preferredEncrypt);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public String direction() {
        return Objects.requireNonNull(direction);
    }
}
