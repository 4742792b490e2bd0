package foyer.signaling.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where what outlives the process is kept, for the eyes of its user only. */
final class DataFolder {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = only("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = only("rw-------");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OWN =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    /** No secret's file is as long. */
    private static final long MAX_BYTES = 4_096;

    private final Path folder;
    private final OptionalInt user;

    private DataFolder(Path folder, OptionalInt user) {
        this.folder = folder;
        this.user = user;
    }

    private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /**
     * Makes the folder if there is none.
     *
     * @param user whose it has to be; empty where nobody knows
     * @throws IOException when it cannot be made
     * @throws ConfigurationException when others may write into it
     */
    static DataFolder open(Path folder, OptionalInt user) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER);
        }
        DataFolder opened = new DataFolder(folder, user);
        opened.expectOwn(folder, "700");
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new ConfigurationException(
                    "Others may write into the folder "
                            + folder
                            + ": run chmod 700 on it, or name another one in "
                            + Key.FOYER_DATA_DIR
                            + ".");
        }
        return opened;
    }

    /**
     * The secret of that name, made now if there is none.
     *
     * @throws IOException when it cannot be made
     * @throws ConfigurationException when there is one that cannot be used
     */
    Secret secret(String name, RandomGenerator random) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            write(file, Secret.make(random));
        }
        return read(file);
    }

    /**
     * Looks at the secret of that name if there is one.
     *
     * @throws IOException when it cannot be read
     * @throws ConfigurationException when it cannot be used
     */
    void examine(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            read(file);
        }
    }

    /** Either the whole file is there afterwards, or none, also when the power fails. */
    private void write(Path file, Secret secret) throws IOException {
        Path unfinished =
                folder.resolve(file.getFileName() + ".new" + ProcessHandle.current().pid());
        Files.deleteIfExists(unfinished);
        Set<StandardOpenOption> fresh =
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(unfinished, fresh, FILE)) {
            ByteBuffer line =
                    ByteBuffer.wrap((secret.text() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private Secret read(Path file) throws IOException {
        expectOwn(file, "600");
        if (!OWN.containsAll(Files.getPosixFilePermissions(file))) {
            throw new ConfigurationException(
                    "Others may read the secret in " + file + ": run chmod 600 on it.");
        }
        @Nullable Secret secret = null;
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                secret =
                        Secret.of(
                                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                        .strip());
            }
        } catch (AccessDeniedException denied) {
            throw new ConfigurationException(
                    "The secret in "
                            + file
                            + " cannot be read: it has to belong to the user who runs the server"
                            + " (chown), with the permissions 600 (chmod).");
        }
        if (secret == null) {
            throw new ConfigurationException(
                    "The secret in "
                            + file
                            + " is too weak: put at least "
                            + Secret.MIN_CHARACTERS
                            + " random characters there, such as what \"openssl rand -hex 32\""
                            + " says, or delete the file for a new one.");
        }
        return secret;
    }

    private void expectOwn(Path path, String permissions) throws IOException {
        if (user.isPresent() && !Files.getAttribute(path, "unix:uid").equals(user.getAsInt())) {
            throw new ConfigurationException(
                    path
                            + " belongs to another user: give it to the one who runs the server"
                            + " (chown), with the permissions "
                            + permissions
                            + " (chmod).");
        }
    }
}
