package foyer.sfu.engine;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** The system calls recvmmsg(2), and dup(2) for a descriptor of its own. */
final class SystemReceive {
    private static final FunctionDescriptor RECEIVE =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor DUPLICATE =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    /** Without a time to wait. */
    private static final long NO_TIMEOUT = 0;

    private final SystemCall receive;
    private final SystemCall duplicate;

    private SystemReceive(SystemCall receive, SystemCall duplicate) {
        this.receive = receive;
        this.duplicate = duplicate;
    }

    /** Empty where there is none. */
    static Optional<SystemReceive> find() {
        Optional<SystemCall> duplicate = SystemCall.find("dup", DUPLICATE);
        return SystemCall.find("recvmmsg", RECEIVE)
                .flatMap(receive -> duplicate.map(dup -> new SystemReceive(receive, dup)));
    }

    /**
     * Receives what is there.
     *
     * @param messages where {@code struct mmsghdr}s are, one behind the other
     * @return how many were received, or the negative error number
     */
    int receive(int descriptor, long messages, int count) {
        try {
            int received =
                    (int)
                            receive.handle.invokeExact(
                                    receive.state,
                                    descriptor,
                                    messages,
                                    count,
                                    SystemCall.MSG_DONTWAIT,
                                    NO_TIMEOUT);
            return receive.answer(received);
        } catch (Throwable e) { // what a method handle declares; the call itself throws nothing
            throw new IllegalStateException("recvmmsg", e);
        }
    }

    /** Another descriptor of the same socket, to be closed by itself. */
    FileDescriptor duplicate(int descriptor) throws IOException {
        int duplicated;
        try {
            duplicated =
                    duplicate.answer(
                            (int) duplicate.handle.invokeExact(duplicate.state, descriptor));
        } catch (Throwable e) { // what a method handle declares; the call itself throws nothing
            throw new IllegalStateException("dup", e);
        }
        if (duplicated < 0) {
            throw new IOException("dup: errno " + -duplicated);
        }
        return new FileDescriptor(duplicated);
    }
}
