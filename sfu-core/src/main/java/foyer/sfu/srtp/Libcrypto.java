package foyer.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import foyer.sfu.wire.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/**
 * Ciphers of the host's OpenSSL 3 (its manual pages EVP_EncryptInit(3), EVP_CIPHER_CTX_get_params
 * and OSSL_PARAM(3)), called with raw addresses. The class cannot be initialized where the library
 * or one of its parts is not there.
 *
 * <p>Ordinary calls: {@code Linker.Option.critical} could pass arrays without a copy, but a copy of
 * a packet costs 12 ns, and critical calls were twice as slow on machines with AVX-512.
 */
@SuppressWarnings("restricted") // the binding itself; --enable-native-access is in jvm.args
final class Libcrypto {
    static final int FAILED = 0;

    /** Bytes of an {@code OSSL_PARAM}. */
    static final int PARAMETER_BYTES = 40;

    private static final int MAJOR_VERSION = 3;
    private static final int OCTET_STRING = 5;
    private static final int VERSION_TEXT_BYTES = 256;

    private static final SymbolLookup SYMBOLS =
            SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());

    private static final NativeFunction CONTEXT_NEW = function("EVP_CIPHER_CTX_new");
    private static final NativeFunction CONTEXT_FREE = function("EVP_CIPHER_CTX_free");
    private static final NativeFunction INIT = function("EVP_CipherInit_ex2");
    private static final NativeFunction UPDATE = function("EVP_CipherUpdate");
    private static final NativeFunction FINAL = function("EVP_CipherFinal_ex");
    private static final NativeFunction GET_PARAMETERS = function("EVP_CIPHER_CTX_get_params");

    /** The name of the parameter for the tag, ended by a zero. */
    private static final MemorySegment TAG = Arena.global().allocateFrom("tag");

    static final String VERSION = version();
    static final long AES_128_GCM = cipher("AES-128-GCM");
    static final long AES_256_GCM = cipher("AES-256-GCM");
    static final long AES_128_CTR = cipher("AES-128-CTR");

    private Libcrypto() {}

    /** Initializes the class, or fails. */
    static void load() {}

    static NativeFunction function(String name) {
        return NativeFunction.find(SYMBOLS, name).orElseThrow(() -> new UnsatisfiedLinkError(name));
    }

    private static String version() {
        int major = (int) function("OPENSSL_version_major").call();
        if (major != MAJOR_VERSION) {
            throw new UnsatisfiedLinkError("OpenSSL " + major);
        }
        long text = function("OpenSSL_version").call(0);
        return MemorySegment.ofAddress(text).reinterpret(VERSION_TEXT_BYTES).getString(0);
    }

    /** Looks an algorithm up, once: that is what makes a context cheap. */
    private static long cipher(String name) {
        try (Arena arena = Arena.ofConfined()) {
            long text = arena.allocateFrom(name).address();
            long cipher = function("EVP_CIPHER_fetch").call(0, text, 0);
            if (cipher == 0) {
                throw new UnsatisfiedLinkError(name);
            }
            return cipher;
        }
    }

    /** A context with a key in it, for {@link #free}. */
    static long open(long cipher, byte[] key) {
        try (Arena arena = Arena.ofConfined()) {
            long context = CONTEXT_NEW.call();
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, key);
            int result = (int) INIT.call(context, cipher, copy.address(), 0, /* encrypt */ 1, 0);
            copy.fill((byte) 0);
            if (result == FAILED) {
                free(context);
                throw new IllegalStateException("EVP_CipherInit_ex2: key bytes " + key.length);
            }
            return context;
        }
    }

    /** Wipes and frees a context. */
    static void free(long context) {
        CONTEXT_FREE.call(context);
    }

    /** Starts a packet with another vector under the key that is there. */
    static int start(long context, long vector, int encrypt, long parameters) {
        return (int) INIT.call(context, 0, 0, vector, encrypt, parameters);
    }

    /** Takes bytes; with 0 for {@code out} they are authenticated only. */
    static int update(long context, long out, long outBytes, long in, int bytes) {
        return (int) UPDATE.call(context, out, outBytes, in, bytes);
    }

    /** Ends a packet; when decrypting, fails where the tag is another. */
    static int finish(long context, long out, long outBytes) {
        return (int) FINAL.call(context, out, outBytes);
    }

    static int parameters(long context, long parameters) {
        return (int) GET_PARAMETERS.call(context, parameters);
    }

    /** Writes a list of one parameter, the tag at an address, to zeroed memory. */
    static void putTagParameter(MemorySegment memory, long at, int tagBytes) {
        memory.set(JAVA_LONG, at, TAG.address());
        memory.set(JAVA_INT, at + 8, OCTET_STRING);
        memory.set(JAVA_LONG, at + 24, tagBytes);
    }

    /** Says where the tag of such a list is. */
    static void pointTagParameter(MemorySegment memory, long at, long address) {
        memory.set(JAVA_LONG, at + 16, address);
    }
}
