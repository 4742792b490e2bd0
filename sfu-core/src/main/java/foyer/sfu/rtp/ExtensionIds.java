package foyer.sfu.rtp;

import foyer.sfu.api.RtpHeaderExtensionParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which id each known header extension was negotiated with. Immutable. */
@SuppressWarnings("EnumOrdinal") // the index of an array, never stored
public final class ExtensionIds {
    /** Nothing negotiated. */
    public static final ExtensionIds NONE = new ExtensionIds(List.of());

    private static final int MAX_ID = 255;

    private final int[] ids = new int[HeaderExtension.values().length];
    private final @Nullable HeaderExtension[] extensions = new HeaderExtension[MAX_ID + 1];

    private ExtensionIds(List<RtpHeaderExtensionParameters> parameters) {
        for (RtpHeaderExtensionParameters negotiated : parameters) {
            HeaderExtension extension = HeaderExtension.ofUri(negotiated.uri());
            int id = negotiated.id();
            if (id < 1 || id > MAX_ID) {
                throw new IllegalArgumentException("id of " + negotiated.uri() + ": " + id);
            }
            if (extension != null) {
                ids[extension.ordinal()] = id;
                extensions[id] = extension;
            }
        }
    }

    /** Unknown URIs are left out; an id outside 1…255 is misuse. */
    public static ExtensionIds of(List<RtpHeaderExtensionParameters> parameters) {
        return parameters.isEmpty() ? NONE : new ExtensionIds(parameters);
    }

    /** The negotiated id, 0 when there is none. */
    public int id(HeaderExtension extension) {
        return ids[extension.ordinal()];
    }

    /** What an id stands for; null for ids that are unknown or not negotiated. */
    public @Nullable HeaderExtension extension(int id) {
        return id < 0 || id > MAX_ID ? null : extensions[id];
    }
}
