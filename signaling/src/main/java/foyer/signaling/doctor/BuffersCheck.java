package foyer.signaling.doctor;

import foyer.sfu.api.MediaServerConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.util.List;

/** How much the kernel keeps of UDP while a media loop is busy: what does not fit is lost. */
final class BuffersCheck implements Check {
    private static final String NAME = "UDP buffers";
    private static final int WANTED_BYTES = MediaServerConfig.SOCKET_BUFFER_BYTES;

    /** A burst of key frames to a room of some. */
    private static final int LEAST_BYTES = 128 << 10;

    /** What a socket was given of what it asked for. */
    record Granted(int receiveBytes, int sendBytes) {
        /** Asks by a socket of our own. */
        static Granted bySocket() throws IOException {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.setReceiveBufferSize(WANTED_BYTES);
                socket.setSendBufferSize(WANTED_BYTES);
                return new Granted(socket.getReceiveBufferSize(), socket.getSendBufferSize());
            }
        }
    }

    /** Asks a socket. */
    @FunctionalInterface
    interface Asking {
        Granted ask() throws IOException;
    }

    private final Asking asking;

    BuffersCheck(Asking asking) {
        this.asking = asking;
    }

    @Override
    public List<Finding> look() {
        Granted granted;
        try {
            granted = asking.ask();
        } catch (IOException refused) {
            return List.of(
                    Finding.problem(
                            NAME,
                            "No UDP socket can be opened (" + refused.getMessage() + ").",
                            "Let this process have sockets: see the limit of open files, and what"
                                    + " the container or service may do."));
        }
        int least = Math.min(granted.receiveBytes, granted.sendBytes);
        String found =
                "A media socket asks for %d kB and gets %d kB to receive, %d kB to send."
                        .formatted(
                                WANTED_BYTES >> 10,
                                granted.receiveBytes >> 10,
                                granted.sendBytes >> 10);
        if (least >= WANTED_BYTES) {
            return List.of(Finding.ok(NAME, found));
        }
        String remedy =
                "Put net.core.rmem_max=%1$d and net.core.wmem_max=%1$d into a file of /etc/sysctl.d on the host, run sysctl --system, and start the server anew."
                        .formatted(WANTED_BYTES);
        return List.of(
                least < LEAST_BYTES
                        ? Finding.warning(NAME, found + " Bursts are lost.", remedy)
                        : Finding.advice(
                                NAME,
                                found
                                        + " It is enough for small meetings; bursts of large ones are"
                                        + " lost.",
                                remedy));
    }
}
