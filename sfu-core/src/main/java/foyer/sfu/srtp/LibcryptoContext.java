package foyer.sfu.srtp;

import foyer.sfu.wire.PacketBuffer;

/** A key in the library's memory, and the salt of its vectors. */
final class LibcryptoContext {
    private final long firstSalt;
    private final long secondSalt;
    private final int ssrcShift;
    private final int indexShift;
    private final Scratch scratch;
    private long address;

    private LibcryptoContext(
            Scratch scratch, long cipher, SessionKeys keys, int ssrcShift, int indexShift) {
        byte[] salt = new byte[16];
        System.arraycopy(keys.salt(), 0, salt, 0, keys.salt().length);
        PacketBuffer words = PacketBuffer.wrap(salt);
        firstSalt = words.i64(0);
        secondSalt = words.i64(8);
        this.ssrcShift = ssrcShift;
        this.indexShift = indexShift;
        this.scratch = scratch;
        scratch.keyOpened();
        address = Libcrypto.open(cipher, keys.cipherKey());
    }

    /** RFC 7714 8.1 and 9.1: two zero bytes, the SSRC and 48 bits of index, XOR salt. */
    static LibcryptoContext ofAead(Scratch scratch, long cipher, SessionKeys keys) {
        return new LibcryptoContext(scratch, cipher, keys, 16, 32);
    }

    /** RFC 3711 4.1.1: (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16). */
    static LibcryptoContext ofCounterMode(Scratch scratch, long cipher, SessionKeys keys) {
        return new LibcryptoContext(scratch, cipher, keys, 0, 16);
    }

    /** Writes a packet's vector. */
    void vector(int ssrc, long index) {
        long above = ssrcShift == 0 ? 0 : index >>> 32;
        scratch.putI64(Scratch.VECTOR, firstSalt ^ (ssrc & 0xffff_ffffL) << ssrcShift ^ above);
        scratch.putI64(Scratch.VECTOR + 8, secondSalt ^ index << indexShift);
    }

    long address() {
        if (address == 0) {
            throw new IllegalStateException("the key is gone: its SRTP context was closed");
        }
        return address;
    }

    /** Wipes the key; a second time is harmless. */
    void close() {
        long freed = address;
        address = 0;
        if (freed != 0) {
            Libcrypto.free(freed);
            scratch.keyClosed();
        }
    }
}
