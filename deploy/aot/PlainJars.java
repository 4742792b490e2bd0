import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes off the jars in a folder what costs at each start and nobody here reads: {@code java PlainJars.java
 * lib}.
 *
 * <p>Signatures: the JVM checks the digest of every class it loads from a signed jar and keeps such classes
 * out of its ahead-of-time cache. Bouncy Castle's jars are signed, for a rule of other JVMs than OpenJDK's;
 * Maven has compared their checksums when it fetched them.
 *
 * <p>The lists of packages that OSGi wants in a manifest: the JVM parses the manifest of each jar that
 * classes of the cache are from, before anything is compiled, and all of these together are 200 KB.
 */
final class PlainJars {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    /** Export-Package, Require-Capability and their like: OSGi Core 8, 3.2.1. */
    private static final Pattern OSGI = Pattern.compile("Bundle-.*|.*-Package|.*-Capability");

    private PlainJars() {}

    public static void main(String[] arguments) throws IOException {
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                if (!isPlain(jar)) {
                    takeOff(jar);
                }
            }
        }
    }

    private static boolean isPlain(Path jar) throws IOException {
        try (JarFile read = new JarFile(jar.toFile(), false)) {
            Manifest manifest = read.getManifest();
            boolean listed =
                    manifest != null
                            && manifest.getMainAttributes().keySet().stream()
                                    .anyMatch(PlainJars::isOsgi);
            return !listed && read.stream().noneMatch(PlainJars::isSignature);
        }
    }

    private static boolean isOsgi(Object name) {
        return OSGI.matcher(name.toString()).matches();
    }

    private static boolean isSignature(ZipEntry entry) {
        return SIGNATURE.matcher(entry.getName().toUpperCase(Locale.ROOT)).matches();
    }

    private static void takeOff(Path jar) throws IOException {
        Path plain = Path.of(jar + ".plain");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(plain))) {
            List<? extends ZipEntry> entries = Collections.list(from.entries());
            for (ZipEntry entry : entries) {
                if (!isSignature(entry)) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTimeLocal(entry.getTimeLocal());
                    to.putNextEntry(copy);
                    to.write(content(from, entry));
                }
            }
        }
        Files.move(plain, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
        try (var bytes = jar.getInputStream(entry)) {
            if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                return bytes.readAllBytes();
            }
            Manifest manifest = new Manifest(bytes);
            // A section for each class, with nothing but its digest.
            manifest.getEntries().clear();
            manifest.getMainAttributes().keySet().removeIf(PlainJars::isOsgi);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            manifest.write(written);
            return written.toByteArray();
        }
    }
}
