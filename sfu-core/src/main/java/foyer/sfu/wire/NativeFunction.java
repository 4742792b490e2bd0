package foyer.sfu.wire;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * A function of a C library of which each parameter, and the result, is an integer or an address.
 *
 * <p>The JVM makes code for each shape of a call, some 5 ms of a start. So all calls have one
 * shape: six parameters of 64 bits. On the 64-bit systems where native access is looked for the
 * first six are passed in registers and belong to the caller: a function with fewer does not see
 * the rest, and one with an {@code int} reads the lower half (System V's ABI for x86-64, section
 * 3.2.3; AAPCS64, section 6.8.2). A variadic function must not be called so.
 */
@SuppressWarnings("restricted") // native access is what this class is for
public final class NativeFunction {
    /** Where a call that leaves an error number leaves it; one for each thread. */
    public static final class ErrorNumber {
        private static final MemoryLayout LAYOUT = Linker.Option.captureStateLayout();
        private static final long OFFSET =
                LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

        private final MemorySegment state = Arena.ofAuto().allocate(LAYOUT);

        /** That of the last call with this. */
        public int get() {
            return state.get(JAVA_INT, OFFSET);
        }
    }

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CALL = LINKER.downcallHandle(SHAPE);

    /** Made when it is first needed. */
    private static final class WithErrorNumber {
        static final MethodHandle CALL =
                LINKER.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));
    }

    private final String name;
    private final MemorySegment address;

    private NativeFunction(String name, MemorySegment address) {
        this.name = name;
        this.address = address;
    }

    /** Empty where the library has none of this name. */
    public static Optional<NativeFunction> find(SymbolLookup library, String name) {
        return library.find(name).map(address -> new NativeFunction(name, address));
    }

    /** Its result; of an {@code int} the lower half counts. */
    public long call(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(address, a, b, c, d, e, f);
        } catch (Throwable failed) {
            throw bug(failed);
        }
    }

    /** As {@link #call(long, long, long, long, long, long)}, with the error number it leaves. */
    public long call(ErrorNumber number, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) WithErrorNumber.CALL.invokeExact(address, number.state, a, b, c, d, e, f);
        } catch (Throwable failed) {
            throw bug(failed);
        }
    }

    public long call() {
        return call(0, 0, 0, 0, 0, 0);
    }

    public long call(long a) {
        return call(a, 0, 0, 0, 0, 0);
    }

    public long call(long a, long b) {
        return call(a, b, 0, 0, 0, 0);
    }

    public long call(long a, long b, long c) {
        return call(a, b, c, 0, 0, 0);
    }

    public long call(long a, long b, long c, long d, long e) {
        return call(a, b, c, d, e, 0);
    }

    /** A C function throws nothing; what a method handle declares is a bug of ours. */
    private RuntimeException bug(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(name, failed);
    }
}
