package foyer.sfu.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One side of a DTLS association: the role it takes and the certificates it may show. */
public record DtlsParameters(
        @Nullable DtlsRole role, @Nullable List<DtlsFingerprint> fingerprints) {
    public DtlsParameters {
        role = role == null ? DtlsRole.AUTO : role;
        fingerprints = fingerprints == null ? List.of() : List.copyOf(fingerprints);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public DtlsRole role() {
        return Objects.requireNonNull(role);
    }

    /** Never null: the default stands where nothing was given. */
    @Override
    public List<DtlsFingerprint> fingerprints() {
        return Objects.requireNonNull(fingerprints);
    }
}
