package foyer.sfu.record;

import java.util.Arrays;

/** Bytes that grow at their end. */
final class ByteWriter {
    private byte[] bytes = new byte[256];
    private int length;

    int length() {
        return length;
    }

    /** Forgets what is behind. */
    void truncate(int newLength) {
        length = newLength;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    ByteWriter u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    ByteWriter i64(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            u8((int) (value >>> shift));
        }
        return this;
    }

    ByteWriter varint(long value) {
        room(Varints.MAX_BYTES);
        length = Varints.put(bytes, length, value);
        return this;
    }

    ByteWriter zigzag(long value) {
        return varint(Varints.zigzag(value));
    }

    ByteWriter bytes(byte[] source) {
        room(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
        return this;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
