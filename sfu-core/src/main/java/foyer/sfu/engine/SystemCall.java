package foyer.sfu.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
    private static final String ERRNO = "errno";

    /** The call; its first argument is {@link #state}. */
    final MethodHandle handle;

    final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    private final long errnoOffset =
            Linker.Option.captureStateLayout()
                    .byteOffset(MemoryLayout.PathElement.groupElement(ERRNO));

    private SystemCall(MethodHandle handle) {
        this.handle = handle;
    }

    /** Empty where there is none, or native access is not allowed. */
    @SuppressWarnings(
            "restricted") // native access is what this class is for, and what the server is given
    static Optional<SystemCall> find(String name, FunctionDescriptor descriptor) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!os.equals("linux") || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find(name)
                    .map(function ->
                            linker.downcallHandle(
                                    function, descriptor, Linker.Option.captureCallState(ERRNO)))
                    .map(SystemCall::new);
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            LOG.info("no {}: {}", name, e.toString());
            return Optional.empty();
        }
    }

    /** The call's answer, or its negative error number. */
    int answer(int returned) {
        return returned >= 0 ? returned : -state.get(ValueLayout.JAVA_INT, errnoOffset);
    }
}
