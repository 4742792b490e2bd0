package foyer.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

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

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS =
            SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());

    private static final MethodHandle CONTEXT_NEW = handle("EVP_CIPHER_CTX_new", JAVA_LONG);
    private static final MethodHandle CONTEXT_FREE =
            LINKER.downcallHandle(
                    symbol("EVP_CIPHER_CTX_free"), FunctionDescriptor.ofVoid(JAVA_LONG));
    private static final MethodHandle INIT =
            handle(
                    "EVP_CipherInit_ex2",
                    JAVA_INT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_INT,
                    JAVA_LONG);
    private static final MethodHandle UPDATE =
            handle(
                    "EVP_CipherUpdate",
                    JAVA_INT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_INT);
    private static final MethodHandle FINAL =
            handle("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle GET_PARAMETERS =
            handle("EVP_CIPHER_CTX_get_params", JAVA_INT, JAVA_LONG, JAVA_LONG);

    /** The name of the parameter for the tag, ended by a zero. */
    private static final MemorySegment TAG = Arena.global().allocateFrom("tag");

    static final String VERSION = version();
    static final long AES_128_GCM = cipher("AES-128-GCM");
    static final long AES_256_GCM = cipher("AES-256-GCM");
    static final long AES_128_CTR = cipher("AES-128-CTR");

    private Libcrypto() {}

    /** Initializes the class, or fails. */
    static void load() {}

    static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(result, parameters));
    }

    static MemorySegment symbol(String name) {
        return SYMBOLS.find(name).orElseThrow(() -> new UnsatisfiedLinkError(name));
    }

    private static String version() {
        try {
            int major = (int) handle("OPENSSL_version_major", JAVA_INT).invokeExact();
            if (major != MAJOR_VERSION) {
                throw new UnsatisfiedLinkError("OpenSSL " + major);
            }
            long text = (long) handle("OpenSSL_version", JAVA_LONG, JAVA_INT).invokeExact(0);
            return MemorySegment.ofAddress(text).reinterpret(VERSION_TEXT_BYTES).getString(0);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Looks an algorithm up, once: that is what makes a context cheap. */
    private static long cipher(String name) {
        try (Arena arena = Arena.ofConfined()) {
            long text = arena.allocateFrom(name).address();
            long cipher =
                    (long)
                            handle("EVP_CIPHER_fetch", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG)
                                    .invokeExact(0L, text, 0L);
            if (cipher == 0) {
                throw new UnsatisfiedLinkError(name);
            }
            return cipher;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** A context with a key in it, for {@link #free}. */
    static long open(long cipher, byte[] key) {
        try (Arena arena = Arena.ofConfined()) {
            long context = (long) CONTEXT_NEW.invokeExact();
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, key);
            int result =
                    (int) INIT.invokeExact(context, cipher, copy.address(), 0L, /* enc= */ 1, 0L);
            copy.fill((byte) 0);
            if (result == FAILED) {
                free(context);
                throw new IllegalStateException("EVP_CipherInit_ex2: key bytes " + key.length);
            }
            return context;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Wipes and frees a context. */
    static void free(long context) {
        try {
            CONTEXT_FREE.invokeExact(context);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Starts a packet with another vector under the key that is there. */
    static int start(long context, long vector, int encrypt, long parameters) {
        try {
            return (int) INIT.invokeExact(context, 0L, 0L, vector, encrypt, parameters);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Takes bytes; with 0 for {@code out} they are authenticated only. */
    static int update(long context, long out, long outBytes, long in, int bytes) {
        try {
            return (int) UPDATE.invokeExact(context, out, outBytes, in, bytes);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Ends a packet; when decrypting, fails where the tag is another. */
    static int finish(long context, long out, long outBytes) {
        try {
            return (int) FINAL.invokeExact(context, out, outBytes);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int parameters(long context, long parameters) {
        try {
            return (int) GET_PARAMETERS.invokeExact(context, parameters);
        } catch (Throwable e) {
            throw failed(e);
        }
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

    /** What a call into the library threw: it throws nothing, so it is a bug of ours. */
    static RuntimeException failed(Throwable e) {
        return switch (e) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            default -> new IllegalStateException("libcrypto", e);
        };
    }
}
