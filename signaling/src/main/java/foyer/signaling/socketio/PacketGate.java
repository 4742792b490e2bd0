package foyer.signaling.socketio;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.messages.PacketsMessage;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.room.Departure;
import foyer.signaling.session.Ack;
import foyer.signaling.session.Reception;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the library's packet handler. It reads every packet itself: events go to the
 * reception, known control packets go on in a form that the library cannot trip over (it throws,
 * and logs the payload, for malformed ones), all else is dropped.
 */
@Sharable
final class PacketGate extends ChannelInboundHandlerAdapter {
    /** Between packets of one polling request. */
    private static final char SEPARATOR = 0x1E;

    private final Reception reception;
    private final SocketIds ids;
    private final Function<UUID, @Nullable SocketIOClient> clients;

    PacketGate(
            Reception reception, SocketIds ids, Function<UUID, @Nullable SocketIOClient> clients) {
        this.reception = reception;
        this.ids = ids;
        this.clients = clients;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case PacketsMessage packets -> receive(context, packets);
            // Binary payloads come out corrupt for v4 clients: none are taken.
            case BinaryWebSocketFrame frame -> ReferenceCountUtil.release(frame);
            case PongWebSocketFrame frame -> ReferenceCountUtil.release(frame);
            case PingWebSocketFrame frame -> {
                var _ = context.writeAndFlush(new PongWebSocketFrame(frame.content()));
            }
            default -> context.fireChannelRead(message);
        }
    }

    private void receive(ChannelHandlerContext context, PacketsMessage packets) {
        String text = packets.getContent().toString(StandardCharsets.UTF_8);
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf(SEPARATOR, start);
            int stop = end < 0 ? text.length() : end;
            if (Backlog.isUnpolled(packets.getClient())) {
                // Who takes no answers would have them pile up here. One with a socket that is slow
                // may say that it lives while a long answer is on its way.
                packets.getClient().disconnect();
                return;
            }
            receive(context, packets, PacketText.read(text.substring(start, stop)));
            start = stop + 1;
        }
    }

    private void receive(
            ChannelHandlerContext context, PacketsMessage packets, PacketText.Packet packet) {
        ClientHead head = packets.getClient();
        switch (packet) {
            case PacketText.Control(String text) -> control(context, packets, text);
            case PacketText.Disconnect() -> disconnect(context, packets);
            case PacketText.Event(Long ackId, String name, var payload) ->
                    reception.received(socketId(head), name, payload, ack(head, ackId));
            case PacketText.BrokenEvent(Long ackId) -> ack(head, ackId).refuse(ErrorWord.INVALID);
            case PacketText.Junk() -> {}
        }
    }

    private static void control(
            ChannelHandlerContext context, PacketsMessage packets, String text) {
        boolean overSocket = packets.getTransport() == Transport.WEBSOCKET;
        switch (text) {
            case "2probe" -> {
                if (overSocket && Upgrade.probed(context.channel(), packets.getClient())) {
                    pass(context, packets, text);
                }
            }
            case "5" -> {
                if (overSocket) {
                    pass(context, packets, text);
                    Upgrade.upgraded(context.channel(), packets.getClient());
                }
            }
            default -> pass(context, packets, text);
        }
    }

    /** The library reports a disconnect without its reason: here it is still known. */
    private void disconnect(ChannelHandlerContext context, PacketsMessage packets) {
        ClientHead head = packets.getClient();
        reception.disconnected(socketId(head), Departure.CLEAN);
        if (packets.getTransport() == Transport.POLLING) {
            // The poll that waits would wait for ever.
            var _ = head.send(new Packet(PacketType.NOOP, EngineIOVersion.V4), Transport.POLLING);
        }
        pass(context, packets, "41");
        if (packets.getTransport() == Transport.WEBSOCKET) {
            // Nothing pings this connection any more, so nothing would ever time it out.
            var _ = context.close();
        }
    }

    private static void pass(ChannelHandlerContext context, PacketsMessage packets, String text) {
        context.fireChannelRead(
                new PacketsMessage(
                        packets.getClient(),
                        Unpooled.copiedBuffer(text, StandardCharsets.UTF_8),
                        packets.getTransport()));
    }

    private Ack ack(ClientHead head, @Nullable Long ackId) {
        SocketIOClient client = clients.apply(head.getSessionId());
        if (ackId == null || client == null) {
            return Ack.NONE;
        }
        Packet asked = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
        asked.setSubType(PacketType.EVENT);
        asked.setAckId(ackId);
        AckRequest request = new AckRequest(asked, client);
        return answer -> {
            if (answer instanceof Answer.Empty) {
                request.sendAckData();
            } else {
                request.sendAckData(answer);
            }
        };
    }

    private String socketId(ClientHead head) {
        return ids.of(head.getSessionId());
    }
}
