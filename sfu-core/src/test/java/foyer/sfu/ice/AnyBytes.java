package foyer.sfu.ice;

import java.util.Arrays;
import java.util.Random;

/** Bytes that are, or nearly are, a given message. */
final class AnyBytes {
    private AnyBytes() {}

    /** Random bytes, a cut, flipped bits, or a changed attribute length, in equal parts. */
    static byte[] near(byte[] message, Random random) {
        byte[] bytes = message.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                bytes = new byte[random.nextInt(120)];
                random.nextBytes(bytes);
                lookLikeStun(bytes);
            }
            case 1 -> {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                if (random.nextBoolean()) {
                    lookLikeStun(bytes);
                }
            }
            case 2 -> {
                for (int flips = random.nextInt(6); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> {
                int word = 20 + 4 * random.nextInt((bytes.length - 20) / 4);
                bytes[word + 2] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 0);
                bytes[word + 3] = (byte) random.nextInt();
            }
        }
        return bytes;
    }

    private static void lookLikeStun(byte[] bytes) {
        if (bytes.length >= 20) {
            bytes[0] = 0;
            bytes[1] = 1;
            bytes[2] = 0;
            bytes[3] = (byte) (bytes.length - 20);
            bytes[4] = 0x21;
            bytes[5] = 0x12;
            bytes[6] = (byte) 0xa4;
            bytes[7] = 0x42;
        }
    }
}
