package foyer.sfu.engine;

import java.util.Optional;

/** The system call sendmmsg(2). */
final class SystemSend implements NativeSender.Messages {
    /** Messages that one call takes at most (UIO_MAXIOV). */
    static final int MOST_MESSAGES = 1024;

    private final SystemCall call;

    private SystemSend(SystemCall call) {
        this.call = call;
    }

    /** Empty where there is none. */
    static Optional<SystemSend> find() {
        return SystemCall.find("sendmmsg").map(SystemSend::new);
    }

    @Override
    public int send(int descriptor, long messages, int count) {
        return call.answer(
                descriptor, messages, Math.min(count, MOST_MESSAGES), SystemCall.MSG_DONTWAIT, 0);
    }
}
