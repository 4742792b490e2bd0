package foyer.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import foyer.sfu.wire.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * HMAC-SHA1 (RFC 2104) from the library's plain SHA-1, whose state can be copied: the two blocks
 * that depend on the key alone are digested once for a key and not once for a packet. Its own HMAC
 * (EVP_MAC) allocates for each message and is a fifth slower. These functions are deprecated in
 * OpenSSL 3 and may be left out when it is built; then the class cannot be initialized.
 */
@SuppressWarnings("restricted") // part of the binding
final class LibcryptoSha1 {
    static final int DIGEST_BYTES = 20;

    /** {@code sizeof(SHA_CTX)}, rounded up. */
    private static final long STATE_BYTES = 96;

    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private static final NativeFunction INIT = Libcrypto.function("SHA1_Init");
    private static final NativeFunction UPDATE = Libcrypto.function("SHA1_Update");
    private static final NativeFunction FINAL = Libcrypto.function("SHA1_Final");
    private static final NativeFunction ALLOCATE = Libcrypto.function("CRYPTO_zalloc");
    private static final NativeFunction FREE = Libcrypto.function("CRYPTO_clear_free");

    private MemorySegment states;

    LibcryptoSha1(byte[] key) {
        states = MemorySegment.ofAddress(allocate()).reinterpret(2 * STATE_BYTES);
        begin(states.address(), key, INNER);
        begin(states.address() + STATE_BYTES, key, OUTER);
    }

    /** Initializes the class, or fails. */
    static void load() {}

    private static long allocate() {
        long address = ALLOCATE.call(2 * STATE_BYTES, 0, 0);
        if (address == 0) {
            throw new OutOfMemoryError("libcrypto");
        }
        return address;
    }

    private static void begin(long state, byte[] key, byte pad) {
        byte[] block = new byte[BLOCK_BYTES];
        Arrays.fill(block, pad);
        for (int i = 0; i < key.length; i++) {
            block[i] ^= key[i];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, block);
            checked(INIT.call(state));
            update(state, copy.address(), BLOCK_BYTES);
            copy.fill((byte) 0);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    /** Writes the code of what is at the address to {@link Scratch#DIGEST}. */
    void digest(Scratch scratch, long address, int bytes) {
        long state = scratch.address(Scratch.DIGEST_STATE);
        long digest = scratch.address(Scratch.DIGEST);
        MemorySegment.copy(states, 0, scratch.memory(), Scratch.DIGEST_STATE, STATE_BYTES);
        update(state, address, bytes);
        finish(digest, state);
        MemorySegment.copy(
                states, STATE_BYTES, scratch.memory(), Scratch.DIGEST_STATE, STATE_BYTES);
        update(state, digest, DIGEST_BYTES);
        finish(digest, state);
    }

    private static void update(long state, long address, long bytes) {
        checked(UPDATE.call(state, address, bytes));
    }

    private static void finish(long digest, long state) {
        checked(FINAL.call(digest, state));
    }

    private static void checked(long done) {
        if ((int) done != 1) {
            throw new IllegalStateException("SHA-1 of " + Libcrypto.VERSION + ": " + (int) done);
        }
    }

    /** Wipes the key; a second time is harmless. */
    void close() {
        MemorySegment freed = states;
        states = MemorySegment.NULL; // whose use throws
        if (freed.byteSize() > 0) {
            FREE.call(freed.address(), 2 * STATE_BYTES, 0, 0, 0);
        }
    }
}
