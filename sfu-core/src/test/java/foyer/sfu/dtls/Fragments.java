package foyer.sfu.dtls;

import foyer.sfu.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts every handshake message in the clear into several datagrams and delivers the last first, as
 * a ClientHello of Chromium with a post-quantum key comes in two. Possible in between, since epoch
 * 0 authenticates nothing.
 */
final class Fragments implements Consumer<byte[]> {
    private static final int RECORD_HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    private static final int MAX_FRAGMENTS = 8;

    private final Consumer<byte[]> next;
    private final int fragmentBytes;

    Fragments(Consumer<byte[]> next, int fragmentBytes) {
        this.next = next;
        this.fragmentBytes = fragmentBytes;
    }

    @Override
    public void accept(byte[] datagram) {
        PacketBuffer all = PacketBuffer.wrap(datagram);
        for (int at = 0; at < datagram.length; ) {
            int bytes = RECORD_HEADER + all.u16(at + 11);
            acceptRecord(Arrays.copyOfRange(datagram, at, at + bytes));
            at += bytes;
        }
    }

    private void acceptRecord(byte[] datagram) {
        PacketBuffer in = PacketBuffer.wrap(datagram);
        if (in.u16(3) != 0) {
            next.accept(datagram);
            return;
        }
        // Room between the record numbers for the new records
        int recordNumber = in.i32(7) * MAX_FRAGMENTS;
        if (in.u8(0) != 22) {
            in.putI32(7, recordNumber);
            next.accept(datagram);
            return;
        }
        List<byte[]> fragments = new ArrayList<>();
        int length = in.u24(RECORD_HEADER + 1);
        int at = 0;
        do {
            int count = Math.min(fragmentBytes, length - at);
            fragments.add(fragment(in, recordNumber + fragments.size(), at, count));
            at += count;
        } while (at < length);
        if (fragments.size() > MAX_FRAGMENTS) {
            throw new IllegalArgumentException("fragments: " + fragments.size());
        }
        Collections.reverse(fragments);
        fragments.forEach(next);
    }

    private static byte[] fragment(PacketBuffer in, int recordNumber, int at, int count) {
        byte[] bytes = new byte[RECORD_HEADER + MESSAGE_HEADER + count];
        PacketBuffer out = PacketBuffer.wrap(bytes);
        out.putPacket(0, in, 0, RECORD_HEADER + MESSAGE_HEADER);
        out.putI32(7, recordNumber);
        out.putU16(11, MESSAGE_HEADER + count);
        out.putU24(RECORD_HEADER + 6, at);
        out.putU24(RECORD_HEADER + 9, count);
        out.putPacket(
                RECORD_HEADER + MESSAGE_HEADER, in, RECORD_HEADER + MESSAGE_HEADER + at, count);
        return bytes;
    }
}
