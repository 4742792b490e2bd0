package foyer.sfu.engine;

import foyer.sfu.engine.Receivers.Receiver;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Datagrams as sendmmsg(2) of Linux on 64 bits takes them: an {@code mmsghdr} for each, pointing to
 * an address, to the pieces of the datagram, and to a control message with the segments' size.
 */
final class MessageTable {
    static final int HEADER_BYTES = 64;

    static final int NAME = 0;
    static final int NAME_BYTES = 8;
    static final int PIECES = 16;
    static final int PIECE_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_BYTES = 40;

    static final int PIECE_ENTRY_BYTES = 16;

    private static final int CONTROL_ENTRY_BYTES = 24;
    private static final int CONTROL_LEVEL = 8;
    private static final int CONTROL_TYPE = 12;
    private static final int CONTROL_DATA = 16;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int IPV4_NAME_BYTES = 16;
    private static final int IPV6_NAME_BYTES = 28;

    private final StandardProtocolFamily family;
    private ByteBuffer headers = memory(0);
    private ByteBuffer pieces = memory(0);
    private ByteBuffer controls = memory(0);
    private long headersAddress;
    private long piecesAddress;
    private long controlsAddress;
    private int messages;
    private int usedPieces;

    /**
     * @param family of the socket: over one of IPv6 IPv4 is reached by mapped addresses
     */
    MessageTable(StandardProtocolFamily family) {
        this.family = family;
    }

    StandardProtocolFamily family() {
        return family;
    }

    static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    static long addressOf(ByteBuffer memory) {
        return MemorySegment.ofBuffer(memory).address();
    }

    /** Empties the table and makes room. */
    void clear(int mostMessages, int mostPieces) {
        messages = 0;
        usedPieces = 0;
        if (headers.capacity() < mostMessages * HEADER_BYTES) {
            int room = roomFor(mostMessages);
            headers = memory(room * HEADER_BYTES);
            headersAddress = addressOf(headers);
            controls = memory(room * CONTROL_ENTRY_BYTES);
            controlsAddress = addressOf(controls);
        }
        if (pieces.capacity() < mostPieces * PIECE_ENTRY_BYTES) {
            pieces = memory(roomFor(mostPieces) * PIECE_ENTRY_BYTES);
            piecesAddress = addressOf(pieces);
        }
    }

    /** The next power of two. */
    private static int roomFor(int most) {
        return Integer.highestOneBit(Math.max(most, 32)) * 2;
    }

    /** Begins the next message. */
    void begin(Receiver receiver) {
        MemorySegment name = receiver.nativeAddress();
        if (name.byteSize() == 0) {
            name = MemorySegment.ofBuffer(nameOf(receiver.path().remote()));
            receiver.nativeAddress(name);
        }
        int header = messages * HEADER_BYTES;
        headers.putLong(header + NAME, name.address());
        headers.putInt(header + NAME_BYTES, (int) name.byteSize());
        headers.putLong(header + PIECES, piecesAddress + (long) usedPieces * PIECE_ENTRY_BYTES);
        headers.putLong(header + PIECE_COUNT, 0);
        headers.putLong(header + CONTROL, 0);
        headers.putLong(header + CONTROL_BYTES, 0);
        messages++;
    }

    /** Adds bytes to the message. */
    void piece(long address, int bytes) {
        int piece = usedPieces * PIECE_ENTRY_BYTES;
        pieces.putLong(piece, address);
        pieces.putLong(piece + 8, bytes);
        usedPieces++;
        int count = (messages - 1) * HEADER_BYTES + PIECE_COUNT;
        headers.putLong(count, headers.getLong(count) + 1);
    }

    /** The message is to be cut into datagrams of this size. */
    void segments(int segmentBytes) {
        int control = (messages - 1) * CONTROL_ENTRY_BYTES;
        controls.putLong(control, CONTROL_DATA + Short.BYTES);
        controls.putInt(control + CONTROL_LEVEL, SOL_UDP);
        controls.putInt(control + CONTROL_TYPE, UDP_SEGMENT);
        controls.putShort(control + CONTROL_DATA, (short) segmentBytes);
        int header = (messages - 1) * HEADER_BYTES;
        headers.putLong(header + CONTROL, controlsAddress + control);
        headers.putLong(header + CONTROL_BYTES, CONTROL_ENTRY_BYTES);
    }

    int messages() {
        return messages;
    }

    /** Where a message's header is. */
    long address(int message) {
        return headersAddress + (long) message * HEADER_BYTES;
    }

    private ByteBuffer nameOf(InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        byte[] ip = address.getAddress();
        boolean isWide = family == StandardProtocolFamily.INET6;
        ByteBuffer name = memory(isWide ? IPV6_NAME_BYTES : IPV4_NAME_BYTES);
        name.putShort(0, isWide ? AF_INET6 : AF_INET);
        // In the network's order.
        name.put(2, (byte) (remote.getPort() >>> 8)).put(3, (byte) remote.getPort());
        if (!isWide) {
            // An IPv6 address here is a mistake that the kernel reports.
            return ip.length == 4 ? name.put(4, ip) : name;
        }
        if (ip.length == 4) {
            // RFC 4291 2.5.5.2: ::ffff:a.b.c.d
            name.putShort(18, (short) -1).put(20, ip);
        } else {
            name.put(8, ip);
        }
        if (address instanceof Inet6Address scoped) {
            name.putInt(24, scoped.getScopeId());
        }
        return name;
    }
}
