package foyer.sfu.rtp;

import java.util.Random;

/** Hostile bytes: noise, or a valid packet with a few bits turned over or its end cut off. */
final class Fuzz {
    private Fuzz() {}

    static byte[] next(Random random, byte[] valid) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = new byte[valid.length - (random.nextBoolean() ? 0 : random.nextInt(12))];
        System.arraycopy(valid, 0, bytes, 0, bytes.length);
        for (int flips = random.nextInt(6); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
