package foyer.sfu.ortc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields that may be left out when a record is made, and are filled in by its constructor. */
final class Present {
    private Present() {}

    static <T> T present(@Nullable T field) {
        return Objects.requireNonNull(field);
    }
}
