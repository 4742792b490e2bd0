package foyer.load.signaling;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * One participant's connection. {@link #request} and {@link #emit} are for any thread; requests
 * block, so they are for virtual threads.
 */
public final class Connection extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final long ANSWER_SECONDS = 20;

    private final Listener listener;
    private final CompletableFuture<Connection> opened = new CompletableFuture<>();
    private final IntObjectMap<CompletableFuture<JsonNode>> answers = new IntObjectHashMap<>();
    private final Channel channel;
    private int nextId;
    private boolean ended;

    /** Hears what the server says unasked, on the event loop: never blocks. */
    public interface Listener {
        void event(String name, JsonNode payload);

        /** It is over; told once, for a connection that was open. */
        void closed();
    }

    Connection(Channel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    CompletableFuture<Connection> opened() {
        return opened;
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws SignalingException when the answer is an error, or none comes within 20 s
     */
    public JsonNode request(String event, Object payload)
            throws SignalingException, InterruptedException {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        channel.eventLoop().execute(() -> send(event, payload, answer));
        JsonNode value = await(event, answer);
        JsonNode error = value.path("error");
        if (error.isString()) {
            throw new SignalingException(event, error.asString());
        }
        return value;
    }

    /** Waits for something that a server's word completes. */
    public static <T> T await(String what, CompletableFuture<T> future)
            throws SignalingException, InterruptedException {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw new SignalingException(what, "no answer in " + ANSWER_SECONDS + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SignalingException cause
                    ? cause
                    : new SignalingException(what, String.valueOf(e.getCause()));
        }
    }

    private void send(String event, Object payload, CompletableFuture<JsonNode> answer) {
        if (ended) {
            answer.completeExceptionally(new SignalingException(event, "the connection is gone"));
            return;
        }
        int id = nextId++;
        answers.put(id, answer);
        write(Frames.request(id, event, payload));
    }

    /** Says something that is not answered. */
    public void emit(String event, Object payload) {
        write(Frames.event(event, payload));
    }

    /** Says goodbye and closes. */
    public void close() {
        write(Frames.DISCONNECT);
        var _ = channel.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: errors close the channel
    private void write(String frame) {
        channel.writeAndFlush(new TextWebSocketFrame(frame), channel.voidPromise());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            write(Frames.CONNECT);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            end("the handshake took too long");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        switch (Frames.decode(frame.text())) {
            case Packet.Ping _ -> write(Frames.PONG);
            case Packet.Connected _ -> opened.complete(this);
            case Packet.Refused(String message) -> end(message);
            case Packet.Closed _ -> end("the server closed");
            case Packet.Event(String name, JsonNode payload) -> listener.event(name, payload);
            case Packet.Answer(int id, JsonNode payload) -> {
                CompletableFuture<JsonNode> answer = answers.remove(id);
                if (answer != null) {
                    answer.complete(payload);
                }
            }
            case Packet.Open _, Packet.Other _ -> {}
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("the connection is gone");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(cause.toString());
    }

    private void end(String why) {
        if (ended) {
            return;
        }
        ended = true;
        var _ = channel.close();
        boolean wasOpen = !opened.completeExceptionally(new SignalingException("connect", why));
        for (CompletableFuture<JsonNode> answer : answers.values()) {
            answer.completeExceptionally(new SignalingException("request", why));
        }
        answers.clear();
        if (wasOpen) {
            listener.closed();
        }
    }
}
