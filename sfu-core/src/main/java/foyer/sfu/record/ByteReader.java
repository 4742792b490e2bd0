package foyer.sfu.record;

import java.io.IOException;

/** Reads bytes of a file somebody else wrote: what is not there is an {@link IOException}. */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static IOException malformed(String what) {
        return new IOException("not a recording, or a damaged one: " + what);
    }

    int remaining() {
        return bytes.length - at;
    }

    int u8() throws IOException {
        need(1);
        return bytes[at++] & 0xff;
    }

    long i64() throws IOException {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | u8();
        }
        return value;
    }

    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw malformed("a number of more than 64 bits");
    }

    /** A number from 0 to {@code max}. */
    int count(int max, String what) throws IOException {
        long value = varint();
        if (value < 0 || value > max) {
            throw malformed(what + ": " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    long zigzag() throws IOException {
        return Varints.unzigzag(varint());
    }

    /** Copies into the target. */
    void bytes(byte[] target, int offset, int count) throws IOException {
        need(count);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
    }

    byte[] bytes(int count) throws IOException {
        need(count);
        byte[] part = new byte[count];
        bytes(part, 0, count);
        return part;
    }

    private void need(int count) throws IOException {
        if (count > remaining()) {
            throw malformed("cut off at " + at + " of " + bytes.length + " bytes");
        }
    }
}
