package foyer.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    @TempDir private Path parent = Path.of("");
    private StaticFiles files = new StaticFiles(parent);

    @BeforeEach
    void build() throws IOException {
        Path root = Files.createDirectory(parent.resolve("dist"));
        Files.createDirectory(root.resolve("assets"));
        Files.writeString(root.resolve("index.html"), "<page>");
        Files.writeString(root.resolve("sw.js"), "worker");
        Files.writeString(root.resolve("assets/index-BxK3f9aQ.js"), "code");
        Files.writeString(root.resolve("assets/plain.js"), "code");
        Files.writeString(parent.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(root.resolve("leak.txt"), parent.resolve("secret.txt"));
        files = new StaticFiles(root);
    }

    private @Nullable String found(String path) {
        StaticFiles.Found found = files.find(path, "");
        return found == null ? null : found.path().getFileName() + " " + found.contentType();
    }

    private @Nullable String cache(String path) {
        StaticFiles.Found found = files.find(path, "");
        return found == null ? null : found.cacheControl();
    }

    @Test
    void findsFilesWithTheirTypes() {
        assertThat(found("/sw.js")).isEqualTo("sw.js text/javascript; charset=utf-8");
        assertThat(found("/")).isEqualTo("index.html text/html; charset=utf-8");
        assertThat(ContentTypes.of("x.WASM")).isEqualTo("application/wasm");
        assertThat(ContentTypes.of("x.tflite")).isEqualTo("application/octet-stream");
    }

    @Test
    void givesThePageForARoomAndNothingElse() {
        assertThat(found("/my-room_7")).startsWith("index.html");
        assertThat(found("/no.such.file")).isNull();
        assertThat(found("/a/b")).isNull();
        assertThat(found("/" + "x".repeat(65))).isNull();
        assertThat(found("/assets")).startsWith("index.html");
        assertThat(found("/assets/")).isNull();
        assertThat(found("/assets/gone-BxK3f9aQ.js")).isNull();
    }

    @Test
    void cachesForEverWhatIsNamedAfterItsContent() {
        assertThat(cache("/assets/index-BxK3f9aQ.js")).contains("immutable");
        assertThat(cache("/assets/plain.js")).isEqualTo("no-cache");
        assertThat(cache("/")).isEqualTo("no-cache");
        assertThat(cache("/sw.js")).isEqualTo("no-cache");
    }

    @Test
    void takesThePackedCopyForWhoCanUnpackIt() throws IOException {
        Path root = parent.resolve("dist");
        Files.writeString(root.resolve("assets/index-BxK3f9aQ.js.br"), "br");
        Files.writeString(root.resolve("assets/index-BxK3f9aQ.js.gz"), "gzip");
        Files.createSymbolicLink(root.resolve("sw.js.br"), parent.resolve("secret.txt"));

        String asset = "/assets/index-BxK3f9aQ.js";
        assertThat(packed(asset, "gzip, deflate, br, zstd")).isEqualTo("BROTLI javascript");
        assertThat(packed(asset, "GZIP")).isEqualTo("GZIP javascript");
        assertThat(packed(asset, "br;q=0, gzip;q=0.5")).isEqualTo("GZIP javascript");
        assertThat(packed(asset, "identity")).isEqualTo("null javascript");
        assertThat(packed(asset, "brr;;,=,q=")).isEqualTo("null javascript");
        assertThat(packed("/sw.js", "br")).isEqualTo("null javascript");

        StaticFiles.Found plain = Objects.requireNonNull(files.find(asset, ""));
        StaticFiles.Found small = Objects.requireNonNull(files.find(asset, "br"));
        assertThat(small.etag()).isNotEqualTo(plain.etag());
        assertThat(small.cacheControl()).contains("immutable");
        assertThat(small.sizeBytes()).isEqualTo(2);
    }

    private @Nullable String packed(String path, String acceptEncoding) {
        StaticFiles.Found found = files.find(path, acceptEncoding);
        return found == null ? null : found.packing() + " " + type(found);
    }

    private static String type(StaticFiles.Found found) {
        return found.contentType().contains("javascript") ? "javascript" : "another";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/assets/../../secret.txt",
                "/assets/../sw.js",
                "/./sw.js",
                "//etc/passwd",
                "/..\\secret.txt",
                "/leak.txt",
                "/..",
                "/assets/..",
                "/\u0000",
                "/sw.js\u0000.html",
                "../secret.txt",
                ""
            })
    void servesNothingFromOutside(String path) {
        assertThat(found(path)).isNull();
    }

    @Test
    void livesThroughAnyPath() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        String alphabet = "./\\%~as\u0000é:*?|-_wj0";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder path = new StringBuilder("/");
            for (int n = random.nextInt(12); n > 0; n--) {
                path.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String result = found(path.toString());
            assertThat(result == null || !result.startsWith("secret"))
                    .as("seed %d, path %s", seed, path)
                    .isTrue();
        }
    }
}
