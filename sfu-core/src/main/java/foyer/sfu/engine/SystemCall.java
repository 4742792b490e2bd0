package foyer.sfu.engine;

import foyer.sfu.wire.NativeFunction;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A system call of Linux on 64 bits, and why it failed the last time. For one thread at a time. */
final class SystemCall {
    static final int EINTR = 4;
    static final int EAGAIN = 11;

    /** Not to wait in a call that sends or receives (socket.h). */
    static final int MSG_DONTWAIT = 0x40;

    private static final Logger LOG = LoggerFactory.getLogger(SystemCall.class);

    private final NativeFunction function;
    private final NativeFunction.ErrorNumber error = new NativeFunction.ErrorNumber();

    private SystemCall(NativeFunction function) {
        this.function = function;
    }

    /** Empty where there is none, or native access is not allowed. */
    static Optional<SystemCall> find(String name) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!os.equals("linux") || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        try {
            return NativeFunction.find(Linker.nativeLinker().defaultLookup(), name)
                    .map(SystemCall::new);
        } catch (UnsupportedOperationException | LinkageError e) {
            LOG.info("no {}: {}", name, e.toString());
            return Optional.empty();
        }
    }

    /** The call's answer, or its negative error number. */
    int answer(long a, long b, long c, long d, long e) {
        int returned = (int) function.call(error, a, b, c, d, e, 0);
        return returned >= 0 ? returned : -error.get();
    }
}
