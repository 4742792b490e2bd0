package foyer.signaling.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;

/** What waits to be sent to a client. */
final class Backlog {
    /** Packets that wait for a poll at most. */
    private static final int MAX_WAITING_PACKETS = 2_000;

    private Backlog() {}

    /** Whether a client takes nothing any more of what it is sent. */
    static boolean isStuck(ClientHead head) {
        return head.getCurrentTransport() == Transport.WEBSOCKET
                ? head.isChannelOpen() && !head.isWritable()
                : isUnpolled(head);
    }

    /** Whether too much waits for a poll. */
    static boolean isUnpolled(ClientHead head) {
        return head.getCurrentTransport() == Transport.POLLING
                && head.getPacketsQueue(Transport.POLLING).size() > MAX_WAITING_PACKETS;
    }
}
