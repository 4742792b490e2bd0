package foyer.sfu.record;

import foyer.sfu.router.RouterConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A recorded call: what its router was made with, its inputs, and a hash of its outputs. Immutable.
 *
 * <p>The file: {@code FOYERREC}, a version byte, the {@linkplain Shapes#FINGERPRINT fingerprint} of
 * the commands' shapes, seed, wall clock, what of payloads is kept, how it ended, the number and
 * hash of outputs; then, each with its length before it, the control log (capabilities, commands,
 * paths, handshakes) and the chunks of packets. Fixed numbers are big-endian, others LEB128.
 */
public final class Recording {
    /** A run of packets and deadlines: the number and time of the first, then the entries. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere, and changed by nobody
    record Chunk(long firstEntry, long baseNanos, byte[] bytes) {}

    /** Up to where a recording goes. */
    public enum End {
        /** To the moment at which it was taken. */
        LIVE,
        /** To the command, path or handshake that could not be recorded, or the first pipe. */
        CONTROL_FULL
    }

    private final RouterConfig config;
    private final Payloads payloads;
    private final End end;
    private final long outputs;
    private final long outputHash;
    private final byte[] control;
    private final List<Chunk> chunks;

    Recording(
            RouterConfig config,
            Payloads payloads,
            End end,
            long outputs,
            long outputHash,
            byte[] control,
            List<Chunk> chunks) {
        this.config = config;
        this.payloads = payloads;
        this.end = end;
        this.outputs = outputs;
        this.outputHash = outputHash;
        this.control = control;
        this.chunks = List.copyOf(chunks);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it is cut off, damaged, of another version, or no recording
     */
    public static Recording read(InputStream in) throws IOException {
        return RecordingFile.read(in);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(toBytes());
    }

    /** The file's bytes. */
    public byte[] toBytes() {
        return RecordingFile.bytes(this);
    }

    /** What the router was made with. */
    public RouterConfig config() {
        return config;
    }

    public Payloads payloads() {
        return payloads;
    }

    public End end() {
        return end;
    }

    /**
     * True when no packet is missing at the beginning: then a replay gives {@link #outputHash()}.
     * Else it gives what the rest of the packets would have given, the same each time.
     */
    public boolean complete() {
        return chunks.isEmpty() || chunks.getFirst().firstEntry() == 0;
    }

    /** How many packets the live router sent up to the end. */
    public long outputs() {
        return outputs;
    }

    /** The hash of all that the live router sent up to the end. */
    public long outputHash() {
        return outputHash;
    }

    byte[] control() {
        return control;
    }

    List<Chunk> chunks() {
        return chunks;
    }
}
