package foyer.sfu.record;

import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.record.ValueWriter.UnrecordableException;
import foyer.sfu.router.RouterCommand;

/**
 * All commands, paths and handshakes of a room from its beginning: without them nothing that is
 * left of the packets could be understood. Bounded: it ends before the entry that has no room.
 */
final class ControlLog {
    static final int COMMAND = 0;
    static final int PATH_SELECTED = 1;
    static final int PATH_LOST = 2;
    static final int CONNECTED = 3;
    static final int FAILED = 4;

    private final int maxBytes;
    private final ByteWriter bytes = new ByteWriter();
    private final ValueWriter values = new ValueWriter(bytes);
    private long lastPosition;
    private long lastNanos;
    private boolean ended;

    ControlLog(RtpCapabilities capabilities, int maxBytes) {
        this.maxBytes = maxBytes;
        try {
            values.record(capabilities);
        } catch (UnrecordableException e) {
            throw new IllegalArgumentException("capabilities: " + e.getMessage(), e);
        }
    }

    /** True when an entry was not taken: nothing behind it can be replayed. */
    boolean ended() {
        return ended;
    }

    byte[] copy() {
        return bytes.copy();
    }

    /**
     * Adds a command.
     *
     * @param position how many packets and deadlines came before it
     */
    void command(RouterCommand command, long position, long nowNanos) {
        int before = bytes.length();
        begin(COMMAND, position, nowNanos);
        try {
            values.command(command);
            endIfFull(before);
        } catch (UnrecordableException e) {
            // What a client sent has no end or an impossible form; the call goes on unrecorded.
            end(before);
        }
    }

    /** Adds what became of a path or handshake of a transport. */
    void outcome(int kind, int transport, long position, long nowNanos) {
        int before = bytes.length();
        begin((long) transport << 3 | kind, position, nowNanos);
        endIfFull(before);
    }

    /** What comes from now on is not recorded. */
    void end() {
        ended = true;
    }

    private void begin(long kind, long position, long nowNanos) {
        bytes.varint(position - lastPosition).zigzag(nowNanos - lastNanos).varint(kind);
        lastPosition = position;
        lastNanos = nowNanos;
    }

    private void endIfFull(int before) {
        if (bytes.length() > maxBytes) {
            end(before);
        }
    }

    private void end(int before) {
        bytes.truncate(before);
        ended = true;
    }
}
