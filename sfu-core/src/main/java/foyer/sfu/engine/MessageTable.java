package foyer.sfu.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import foyer.sfu.engine.Receivers.Receiver;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteOrder;

/**
 * Datagrams as sendmmsg(2) of Linux on 64 bits takes them: an {@code mmsghdr} for each, pointing to
 * an address, to the pieces of the datagram, and to a control message with the segments' size.
 */
final class MessageTable {
    static final int HEADER_BYTES = 64;

    private static final int NAME = 0;
    private static final int NAME_BYTES = 8;
    private static final int PIECES = 16;
    private static final int PIECE_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_BYTES = 40;

    private static final int PIECE_ENTRY_BYTES = 16;

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
    private static final ValueLayout.OfShort NET_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private final StandardProtocolFamily family;
    private MemorySegment headers = MemorySegment.NULL;
    private MemorySegment pieces = MemorySegment.NULL;
    private MemorySegment controls = MemorySegment.NULL;
    private int messages;
    private int usedPieces;

    /**
     * @param family of the socket: over one of IPv6 IPv4 is reached by mapped addresses
     */
    MessageTable(StandardProtocolFamily family) {
        this.family = family;
    }

    /** Empties the table and makes room. */
    void clear(int mostMessages, int mostPieces) {
        messages = 0;
        usedPieces = 0;
        if (headers.byteSize() < (long) mostMessages * HEADER_BYTES) {
            long rounded = Integer.highestOneBit(Math.max(mostMessages, 32)) * 2L;
            headers = Arena.ofAuto().allocate(rounded * HEADER_BYTES, 8);
            controls = Arena.ofAuto().allocate(rounded * CONTROL_ENTRY_BYTES, 8);
        }
        if (pieces.byteSize() < (long) mostPieces * PIECE_ENTRY_BYTES) {
            long rounded = Integer.highestOneBit(Math.max(mostPieces, 32)) * 2L;
            pieces = Arena.ofAuto().allocate(rounded * PIECE_ENTRY_BYTES, 8);
        }
    }

    /** Begins the next message. */
    void begin(Receiver receiver) {
        MemorySegment name = receiver.nativeAddress();
        if (name.byteSize() == 0) {
            name = nameOf(receiver.path().remote());
            receiver.nativeAddress(name);
        }
        long header = (long) messages * HEADER_BYTES;
        headers.set(JAVA_LONG, header + NAME, name.address());
        headers.set(JAVA_INT, header + NAME_BYTES, (int) name.byteSize());
        headers.set(
                JAVA_LONG,
                header + PIECES,
                pieces.address() + (long) usedPieces * PIECE_ENTRY_BYTES);
        headers.set(JAVA_LONG, header + PIECE_COUNT, 0);
        headers.set(JAVA_LONG, header + CONTROL, 0);
        headers.set(JAVA_LONG, header + CONTROL_BYTES, 0);
        messages++;
    }

    /** Adds bytes to the message. */
    void piece(long address, int bytes) {
        long piece = (long) usedPieces * PIECE_ENTRY_BYTES;
        pieces.set(JAVA_LONG, piece, address);
        pieces.set(JAVA_LONG, piece + 8, bytes);
        usedPieces++;
        long count = (messages - 1L) * HEADER_BYTES + PIECE_COUNT;
        headers.set(JAVA_LONG, count, headers.get(JAVA_LONG, count) + 1);
    }

    /** The message is to be cut into datagrams of this size. */
    void segments(int segmentBytes) {
        long control = (messages - 1L) * CONTROL_ENTRY_BYTES;
        controls.set(JAVA_LONG, control, CONTROL_DATA + Short.BYTES);
        controls.set(JAVA_INT, control + CONTROL_LEVEL, SOL_UDP);
        controls.set(JAVA_INT, control + CONTROL_TYPE, UDP_SEGMENT);
        controls.set(JAVA_SHORT, control + CONTROL_DATA, (short) segmentBytes);
        long header = (messages - 1L) * HEADER_BYTES;
        headers.set(JAVA_LONG, header + CONTROL, controls.address() + control);
        headers.set(JAVA_LONG, header + CONTROL_BYTES, CONTROL_ENTRY_BYTES);
    }

    StandardProtocolFamily family() {
        return family;
    }

    int messages() {
        return messages;
    }

    /** Where a message's header is. */
    long address(int message) {
        return headers.address() + (long) message * HEADER_BYTES;
    }

    private MemorySegment nameOf(InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        byte[] ip = address.getAddress();
        boolean isWide = family == StandardProtocolFamily.INET6;
        MemorySegment name = Arena.ofAuto().allocate(isWide ? IPV6_NAME_BYTES : IPV4_NAME_BYTES, 8);
        name.set(JAVA_SHORT, 0, isWide ? AF_INET6 : AF_INET);
        name.set(NET_SHORT, 2, (short) remote.getPort());
        if (!isWide) {
            MemorySegment.copy(ip, 0, name, JAVA_BYTE, 4, Math.min(ip.length, 4));
            return name;
        }
        int from = 8;
        if (ip.length == 4) {
            // RFC 4291 2.5.5.2: ::ffff:a.b.c.d
            name.set(JAVA_SHORT, from + 10, (short) -1);
            from += 12;
        }
        MemorySegment.copy(ip, 0, name, JAVA_BYTE, from, ip.length);
        if (address instanceof Inet6Address scoped) {
            name.set(JAVA_INT, 24, scoped.getScopeId());
        }
        return name;
    }
}
