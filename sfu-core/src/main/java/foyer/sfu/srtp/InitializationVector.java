package foyer.sfu.srtp;

/** The salted SSRC and packet index, written over and over into the same array. */
final class InitializationVector {
    private final byte[] salt;
    private final byte[] bytes;
    private final int ssrcOffset;

    private InitializationVector(byte[] salt, int length, int ssrcOffset) {
        this.salt = salt;
        this.bytes = new byte[length];
        this.ssrcOffset = ssrcOffset;
        System.arraycopy(salt, 0, bytes, 0, salt.length);
    }

    /** RFC 3711 4.1.1: (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16). */
    static InitializationVector ofCounterMode(byte[] salt) {
        return new InitializationVector(salt, 16, 4);
    }

    /** RFC 7714 8.1 and 9.1: two zero bytes, the SSRC and 48 bits of index, XOR salt. */
    static InitializationVector ofAead(byte[] salt) {
        return new InitializationVector(salt, 12, 2);
    }

    /** The vector of a packet; valid until the next call. */
    byte[] of(int ssrc, long index) {
        int at = ssrcOffset;
        for (int shift = 24; shift >= 0; shift -= 8, at++) {
            bytes[at] = (byte) (salt[at] ^ ssrc >>> shift);
        }
        for (int shift = 40; shift >= 0; shift -= 8, at++) {
            bytes[at] = (byte) (salt[at] ^ index >>> shift);
        }
        return bytes;
    }
}
