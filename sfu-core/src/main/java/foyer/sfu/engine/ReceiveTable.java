package foyer.sfu.engine;

import java.nio.ByteBuffer;

/**
 * Room for datagrams as recvmmsg(2) of Linux on 64 bits fills it: an {@code mmsghdr} for each,
 * pointing to where its sender's address and its bytes go; laid out as in {@link MessageTable}.
 */
final class ReceiveTable {
    /** Datagrams of one call. */
    static final int MESSAGES = 32;

    private static final int NAME_ROOM = 32;

    private static final int FLAGS = 48;
    private static final int RECEIVED_BYTES = 56;

    /** The datagram was longer than its room (socket.h). */
    private static final int MSG_TRUNC = 0x20;

    private final int datagramBytes;
    private final ByteBuffer headers = MessageTable.memory(MESSAGES * MessageTable.HEADER_BYTES);
    private final ByteBuffer names = MessageTable.memory(MESSAGES * NAME_ROOM);
    private final ByteBuffer datagrams;
    private final ByteBuffer pieces =
            MessageTable.memory(MESSAGES * MessageTable.PIECE_ENTRY_BYTES);
    private final long address = MessageTable.addressOf(headers);

    /**
     * All empty.
     *
     * @param datagramBytes the most that is taken of a datagram
     */
    ReceiveTable(int datagramBytes) {
        this.datagramBytes = datagramBytes;
        this.datagrams = MessageTable.memory(MESSAGES * datagramBytes);
        for (int message = 0; message < MESSAGES; message++) {
            int piece = message * MessageTable.PIECE_ENTRY_BYTES;
            pieces.putLong(piece, MessageTable.addressOf(datagrams) + offset(message));
            pieces.putLong(piece + 8, datagramBytes);
            int header = header(message);
            headers.putLong(
                    header + MessageTable.NAME,
                    MessageTable.addressOf(names) + nameOffset(message));
            headers.putInt(header + MessageTable.NAME_BYTES, NAME_ROOM);
            headers.putLong(header + MessageTable.PIECES, MessageTable.addressOf(pieces) + piece);
            headers.putLong(header + MessageTable.PIECE_COUNT, 1);
        }
    }

    private static int header(int message) {
        return message * MessageTable.HEADER_BYTES;
    }

    /** Where the messages are. */
    long address() {
        return address;
    }

    /** Where senders' addresses are, {@code struct sockaddr}s. */
    ByteBuffer names() {
        return names;
    }

    int nameOffset(int message) {
        return message * NAME_ROOM;
    }

    /** Where datagrams are. */
    ByteBuffer datagrams() {
        return datagrams;
    }

    int offset(int message) {
        return message * datagramBytes;
    }

    /** The length of a datagram that came; −1 for one that was longer than its room. */
    int length(int message) {
        int header = header(message);
        return (headers.getInt(header + FLAGS) & MSG_TRUNC) != 0
                ? -1
                : headers.getInt(header + RECEIVED_BYTES);
    }

    /** After the first of them were read: the kernel has written how long the addresses were. */
    void clear(int messages) {
        for (int message = 0; message < messages; message++) {
            headers.putInt(header(message) + MessageTable.NAME_BYTES, NAME_ROOM);
        }
    }
}
