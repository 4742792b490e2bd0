package foyer.signaling.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.messages.OutPacketMessage;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;

/**
 * What a session needs while it goes from polling to its WebSocket, which the library leaves out.
 *
 * <p>A client that was told that its probe arrived waits for the poll under way to end, and sends
 * nothing until then. The library ends the one poll that it knows of when the probe comes; where
 * the client asks again before it has read the answer to its probe, that next poll would hang, and
 * all that the client says with it, until the next ping. The reference implementation ends polls
 * ten times a second until the session is upgraded, and so do we.
 */
final class Upgrade {
    private static final long EVERY_MILLIS = 100;

    private static final AttributeKey<Boolean> PROBED = AttributeKey.valueOf("foyer.probed");

    private final Channel channel;
    private final ClientHead head;

    private Upgrade(Channel channel, ClientHead head) {
        this.channel = channel;
        this.head = head;
    }

    /**
     * A probe came over a WebSocket.
     *
     * @return whether it is the first, of a session that still polls: any other is not worth an
     *     answer, and each would leave a packet for a poll that may never come
     */
    static boolean probed(Channel channel, ClientHead head) {
        if (head.getCurrentTransport() != Transport.POLLING
                || channel.attr(PROBED).getAndSet(true) != null) {
            return false;
        }
        new Upgrade(channel, head).later();
        return true;
    }

    /** A send that saw the old transport may have queued without anybody to send it. */
    static void upgraded(Channel channel, ClientHead head) {
        Upgrade upgrade = new Upgrade(channel, head);
        var _ = channel.eventLoop().schedule(upgrade::flush, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void flush() {
        var _ = channel.writeAndFlush(new OutPacketMessage(head, Transport.WEBSOCKET));
    }

    private void later() {
        var _ = channel.eventLoop().schedule(this::endPoll, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void endPoll() {
        if (!channel.isActive()
                || !head.isConnected()
                || head.getCurrentTransport() != Transport.POLLING) {
            return;
        }
        if (head.getPacketsQueue(Transport.POLLING).isEmpty()) {
            var _ = head.send(new Packet(PacketType.NOOP, EngineIOVersion.V4), Transport.POLLING);
        }
        later();
    }
}
