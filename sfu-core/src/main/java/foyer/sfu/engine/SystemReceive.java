package foyer.sfu.engine;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.Optional;

/** The system calls recvmmsg(2), and dup(2) for a descriptor of its own. */
final class SystemReceive {
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
        Optional<SystemCall> duplicate = SystemCall.find("dup");
        return SystemCall.find("recvmmsg")
                .flatMap(receive -> duplicate.map(dup -> new SystemReceive(receive, dup)));
    }

    /**
     * Receives what is there.
     *
     * @param messages where {@code struct mmsghdr}s are, one behind the other
     * @return how many were received, or the negative error number
     */
    int receive(int descriptor, long messages, int count) {
        return receive.answer(descriptor, messages, count, SystemCall.MSG_DONTWAIT, NO_TIMEOUT);
    }

    /** Another descriptor of the same socket, to be closed by itself. */
    FileDescriptor duplicate(int descriptor) throws IOException {
        int duplicated = duplicate.answer(descriptor, 0, 0, 0, 0);
        if (duplicated < 0) {
            throw new IOException("dup: errno " + -duplicated);
        }
        return new FileDescriptor(duplicated);
    }
}
