package foyer.sfu.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** The system call sendmmsg(2). */
final class SystemSend implements NativeSender.Messages {
    /** Messages that one call takes at most (UIO_MAXIOV). */
    static final int MOST_MESSAGES = 1024;

    private static final FunctionDescriptor DESCRIPTOR =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT);

    private final SystemCall call;

    private SystemSend(SystemCall call) {
        this.call = call;
    }

    /** Empty where there is none. */
    static Optional<SystemSend> find() {
        return SystemCall.find("sendmmsg", DESCRIPTOR).map(SystemSend::new);
    }

    @Override
    public int send(int descriptor, long messages, int count) {
        try {
            int sent =
                    (int)
                            call.handle.invokeExact(
                                    call.state,
                                    descriptor,
                                    messages,
                                    Math.min(count, MOST_MESSAGES),
                                    SystemCall.MSG_DONTWAIT);
            return call.answer(sent);
        } catch (Throwable e) { // what a method handle declares; the call itself throws nothing
            throw new IllegalStateException("sendmmsg", e);
        }
    }
}
