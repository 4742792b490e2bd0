package foyer.signaling.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the client's build, and nothing outside of their directory. */
public final class StaticFiles {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";
    private static final String INDEX = "index.html";
    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Vite names a built asset after its content: {@code assets/index-BxK3f9aQ.js}. */
    private static final Pattern HASHED =
            Pattern.compile("assets/.*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+(\\.map)?");

    private final Path directory;

    /**
     * A file to send.
     *
     * @param sizeBytes of what is sent
     * @param contentType of what is in it
     * @param packing how it is packed; null when it is sent as it is
     * @param etag changes with the content
     */
    record Found(
            Path path,
            long sizeBytes,
            String contentType,
            String cacheControl,
            @Nullable Packing packing,
            String etag) {}

    public StaticFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The file of a decoded request path; null when there is none.
     *
     * <p>A room's address is its id, so any path that could be one is the page. A packed copy that
     * lies beside the file is taken for it where the client can unpack it.
     *
     * @param acceptEncoding what the client said, as RFC 9110, section 12.5.3; empty for nothing
     */
    @Nullable Found find(String requestPath, String acceptEncoding) {
        if (!requestPath.startsWith("/") || requestPath.indexOf('\\') >= 0) {
            return null;
        }
        String name = requestPath.substring(1);
        Found file = name.isEmpty() ? null : file(name, acceptEncoding);
        if (file != null) {
            return file;
        }
        return name.isEmpty() || ROOM.matcher(name).matches() ? file(INDEX, acceptEncoding) : null;
    }

    private @Nullable Found file(String name, String acceptEncoding) {
        if (!isServed(name)) {
            return null;
        }
        for (Packing packing : Packing.accepted(acceptEncoding)) {
            if (isServed(name + packing.suffix())) {
                return found(name, packing);
            }
        }
        return found(name, null);
    }

    private boolean isServed(String name) {
        try {
            Path path = directory.resolve(name);
            // Links are followed only as far as the directory goes.
            return path.normalize().equals(path)
                    && Files.isRegularFile(path)
                    && path.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException | InvalidPathException notServed) {
            return false;
        }
    }

    private @Nullable Found found(String name, @Nullable Packing packing) {
        try {
            Path path = directory.resolve(packing == null ? name : name + packing.suffix());
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            String etag =
                    "\"%x-%x\""
                            .formatted(attributes.lastModifiedTime().toMillis(), attributes.size());
            return new Found(
                    path,
                    attributes.size(),
                    ContentTypes.of(name),
                    HASHED.matcher(name).matches() ? FOREVER : ASK_FIRST,
                    packing,
                    etag);
        } catch (IOException gone) {
            return null;
        }
    }
}
