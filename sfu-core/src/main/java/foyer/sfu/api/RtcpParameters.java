package foyer.sfu.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How RTCP goes with a set of streams.
 *
 * @param cname RFC 3550 6.5.1
 * @param reducedSize RFC 5506; null means true
 * @param mux RFC 5761; null means true, and it must be
 */
public record RtcpParameters(
        @Nullable String cname, @Nullable Boolean reducedSize, @Nullable Boolean mux) {
    public RtcpParameters {
        reducedSize = reducedSize == null || reducedSize;
        mux = mux == null || mux;
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public Boolean reducedSize() {
        return Objects.requireNonNull(reducedSize);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public Boolean mux() {
        return Objects.requireNonNull(mux);
    }
}
