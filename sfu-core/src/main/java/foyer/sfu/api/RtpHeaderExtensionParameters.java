package foyer.sfu.api;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A header extension that is sent.
 *
 * @param id 1–14 in one-byte, 1–255 in two-byte headers (RFC 8285)
 */
public record RtpHeaderExtensionParameters(
        String uri, int id, @Nullable Boolean encrypt, @Nullable Map<String, Object> parameters) {
    public RtpHeaderExtensionParameters {
        encrypt = encrypt != null && encrypt;
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public Boolean encrypt() {
        return Objects.requireNonNull(encrypt);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public Map<String, Object> parameters() {
        return Objects.requireNonNull(parameters);
    }
}
