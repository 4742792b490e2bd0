package foyer.signaling.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.protocol.JsonSupport;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import foyer.signaling.address.ClientAddresses;
import foyer.signaling.session.Reception;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection's handlers: our own HTTP and the guards before the library's. */
final class Pipeline extends SocketIOChannelInitializer {
    private final OriginPolicy origins;
    private final ClientAddresses addresses;
    private final Reception reception;
    private final Supplier<ChannelHandler> http;
    private final PacketGate gate;
    private final Function<UUID, @Nullable SocketIOClient> clients;
    private final EncoderHandler encoder;

    Pipeline(
            Configuration configuration,
            OriginPolicy origins,
            ClientAddresses addresses,
            Supplier<ChannelHandler> http,
            Reception reception,
            SocketIds ids,
            Function<UUID, @Nullable SocketIOClient> clients) {
        this.origins = origins;
        this.addresses = addresses;
        this.reception = reception;
        this.http = http;
        this.clients = clients;
        gate = new PacketGate(reception, ids, clients);
        try {
            encoder =
                    new EncoderHandler(
                            configuration,
                            new LosslessEncoder(configuration, configuration.getJsonSupport()));
        } catch (IOException noManifest) {
            throw new UncheckedIOException(noManifest);
        }
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        // It closes each connection that brought it no request in its first seconds, and our own
        // HTTP brings it none: so it comes in with the first request that is its own.
        ChannelHandler authorization = pipeline.remove(AUTHORIZE_HANDLER);
        pipeline.replace(SOCKETIO_ENCODER, SOCKETIO_ENCODER, encoder);
        pipeline.addBefore(HTTP_AGGREGATOR, "deadline", new ConnectionDeadline());
        pipeline.addAfter(HTTP_ENCODER, "responseHeaders", new ResponseHeaders());
        pipeline.addBefore(PACKET_HANDLER, "http", http.get());
        pipeline.addBefore(
                PACKET_HANDLER,
                "handshakeGuard",
                new HandshakeGuard(
                        origins,
                        addresses,
                        reception::gate,
                        id -> clients.apply(id) != null,
                        authorization));
        pipeline.addBefore(PACKET_HANDLER, "packetGate", gate);
        pipeline.addLast("backstop", new Backstop());
    }

    /** The library's encoder loses the 51st packet that waits for a poll. */
    private static final class LosslessEncoder extends PacketEncoder {
        LosslessEncoder(Configuration configuration, JsonSupport json) {
            super(configuration, json);
        }

        @Override
        public void encodePackets(
                Queue<Packet> packets, ByteBuf buffer, ByteBufAllocator allocator, int limit)
                throws IOException {
            super.encodePackets(packets, buffer, allocator, Integer.MAX_VALUE);
        }
    }
}
