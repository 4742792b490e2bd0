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

/** The system call sendmmsg(2) of Linux on 64 bits. */
final class SystemSend implements NativeSender.Messages {
    static final int EINTR = 4;
    static final int EAGAIN = 11;

    /** Messages that one call takes at most (UIO_MAXIOV). */
    static final int MOST_MESSAGES = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SystemSend.class);
    private static final String CALL = "sendmmsg";
    private static final int MSG_DONTWAIT = 0x40;
    private static final String ERRNO = "errno";

    private final MethodHandle call;
    private final MemorySegment state;
    private final long errnoOffset;

    private SystemSend(MethodHandle call) {
        this.call = call;
        this.state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());
        this.errnoOffset =
                Linker.Option.captureStateLayout()
                        .byteOffset(MemoryLayout.PathElement.groupElement(ERRNO));
    }

    /** Empty where there is none, or native access is not allowed. */
    @SuppressWarnings(
            "restricted") // native access is what this class is for, and what the server is given
    static Optional<SystemSend> find() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!os.equals("linux") || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor descriptor =
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT);
            return linker.defaultLookup()
                    .find(CALL)
                    .map(function ->
                            linker.downcallHandle(
                                    function, descriptor, Linker.Option.captureCallState(ERRNO)))
                    .map(SystemSend::new);
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            LOG.info("no {}: {}", CALL, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public int send(int descriptor, long messages, int count) {
        try {
            int sent =
                    (int)
                            call.invokeExact(
                                    state,
                                    descriptor,
                                    messages,
                                    Math.min(count, MOST_MESSAGES),
                                    MSG_DONTWAIT);
            return sent >= 0 ? sent : -state.get(ValueLayout.JAVA_INT, errnoOffset);
        } catch (Throwable e) { // what a method handle declares; the call itself throws nothing
            throw new IllegalStateException(CALL, e);
        }
    }
}
