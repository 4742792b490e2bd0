package foyer.sfu.engine.front;

import foyer.sfu.engine.MediaServer;
import foyer.sfu.engine.front.FrontConnection.Step;
import foyer.sfu.engine.turn.TurnHost;
import foyer.sfu.engine.turn.TurnStream;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread with the connections of the shared port: where each goes, and for how long. */
final class FrontLoop {
    private static final Logger LOG = LoggerFactory.getLogger(FrontLoop.class);

    /** A ClientHello of today has a tenth of it. */
    static final int MAX_OPENING_BYTES = 16 << 10;

    private static final long SWEEP_MILLIS = 1_000;

    private final long originNanos = System.nanoTime();
    private final EventLoop eventLoop;
    private final MediaServer media;
    private final @Nullable TurnHost turn;
    private final String turnName;
    private final ProxyDialer proxy;
    private final FrontBounds bounds;
    private final FrontGuests guests;
    private final Map<FrontDestination, Long> accepted = new EnumMap<>(FrontDestination.class);
    private final Map<FrontRefusal, Long> refused = new EnumMap<>(FrontRefusal.class);
    private boolean proxyAway;
    private volatile FrontReport report = FrontReport.NONE;

    FrontLoop(
            EventLoop eventLoop,
            MediaServer media,
            @Nullable TurnHost turn,
            String turnName,
            ProxyDialer proxy,
            FrontBounds bounds) {
        this.eventLoop = eventLoop;
        this.media = media;
        this.turn = turn;
        this.turnName = turnName;
        this.proxy = proxy;
        this.bounds = bounds;
        this.guests = new FrontGuests(bounds);
    }

    /** Said once, on the loop, when the sockets are open: begins to look what is over. */
    void begin() {
        var _ =
                eventLoop.scheduleWithFixedDelay(
                        this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    long nowNanos() {
        return System.nanoTime() - originNanos;
    }

    void opened(FrontConnection connection) {
        assert eventLoop.inEventLoop();
        connection.step(Step.UNDECIDED, nowNanos());
        if (!guests.add(connection)) {
            refuse(connection, FrontRefusal.TOO_MANY);
        }
        FrontConnection surplus = guests.surplus();
        if (surplus != null) {
            refuse(surplus, FrontRefusal.TOO_MANY);
        }
    }

    /** More of the beginning came. */
    void read(FrontConnection connection) {
        int length = connection.opening().readableBytes();
        switch (Opening.read(connection.opening().array(), length, turnName)) {
            case UNFINISHED -> {
                if (length >= MAX_OPENING_BYTES) {
                    refuse(connection, FrontRefusal.UNKNOWN);
                }
            }
            case ICE_TCP -> toMedia(connection);
            case TURN -> toTurn(connection, TurnStream.TCP, FrontDestination.TURN);
            case TURN_TLS -> {
                if (turn != null && turn.takes(TurnStream.TLS)) {
                    toTurn(connection, TurnStream.TLS, FrontDestination.TURN_TLS);
                } else {
                    passOn(connection);
                }
            }
            case HTTPS -> passOn(connection);
            case UNKNOWN -> refuse(connection, FrontRefusal.UNKNOWN);
        }
    }

    private void toMedia(FrontConnection connection) {
        leave(connection);
        if (media.adopt(connection.client(), connection.address(), connection.opening())) {
            count(FrontDestination.ICE_TCP);
        } else {
            refuse(connection, FrontRefusal.NOBODY);
        }
    }

    private void toTurn(FrontConnection connection, TurnStream stream, FrontDestination counted) {
        TurnHost host = turn;
        if (host == null) {
            refuse(connection, FrontRefusal.NOBODY);
            return;
        }
        leave(connection);
        count(counted);
        host.adopt(connection.client(), connection.address(), stream, connection.opening());
    }

    /** It is another's from now on. */
    private void leave(FrontConnection connection) {
        guests.remove(connection);
        connection.client().pipeline().remove(connection);
    }

    private void passOn(FrontConnection connection) {
        guests.decided(connection);
        connection.step(Step.CONNECTING, nowNanos());
        connection.client().config().setAutoRead(false);
        proxy.dial(
                eventLoop,
                reached -> reached(connection, reached),
                failure -> {
                    missed(failure);
                    refuse(connection, FrontRefusal.NO_PROXY);
                });
    }

    /** Said once until it is back: connections come by the hundred. */
    private void missed(Throwable failure) {
        if (!proxyAway) {
            LOG.warn("proxy not reached error={}", failure.toString());
        }
        proxyAway = true;
    }

    private void reached(FrontConnection connection, DuplexChannel reached) {
        proxyAway = false;
        DuplexChannel client = connection.client();
        if (connection.step() != Step.CONNECTING || !client.isActive() || !reached.isActive()) {
            end(reached);
            refuse(connection, FrontRefusal.NO_PROXY);
            return;
        }
        count(FrontDestination.HTTPS);
        connection.step(Step.PASSED_ON, nowNanos());
        connection.passOn(reached);
        ProxyDialer.greet(reached, client, connection.remote(), connection.opening());
        client.config().setAutoRead(reached.isWritable());
        reached.config().setAutoRead(client.isWritable());
    }

    /** The client is gone, or has nothing more to say, which nobody does who waits for a page. */
    void closed(FrontConnection connection) {
        connection.step(Step.ENDING, nowNanos());
        connection.endProxyAfterTheRest();
        forgetIfOver(connection);
    }

    /** The proxy has nothing more to say. */
    void proxyClosed(FrontConnection connection) {
        connection.step(Step.ENDING, nowNanos());
        connection.endClientsInput();
        forgetIfOver(connection);
    }

    private void forgetIfOver(FrontConnection connection) {
        if (connection.isOver()) {
            guests.remove(connection);
        }
    }

    void failed(FrontConnection connection, Throwable cause) {
        LOG.debug("connection failed error={}", cause.toString());
        connection.end();
    }

    private void sweep() {
        long nowNanos = nowNanos();
        int undecided = 0;
        int passedOn = 0;
        for (FrontConnection connection : guests.all()) {
            sweep(connection, nowNanos);
            switch (connection.step()) {
                case UNDECIDED -> undecided++;
                case CONNECTING, PASSED_ON, ENDING -> passedOn++;
            }
        }
        report = new FrontReport(undecided, passedOn, accepted, refused);
    }

    private void sweep(FrontConnection connection, long nowNanos) {
        switch (connection.step()) {
            case UNDECIDED -> {
                if (connection.stepNanos(nowNanos) >= bounds.openingNanos()) {
                    refuse(connection, FrontRefusal.TOO_LATE);
                }
            }
            case CONNECTING -> {
                if (connection.stepNanos(nowNanos) >= bounds.stepNanos()) {
                    refuse(connection, FrontRefusal.NO_PROXY);
                }
            }
            case PASSED_ON -> {
                if (connection.silentNanos(nowNanos) >= bounds.silenceNanos()) {
                    connection.end();
                }
            }
            case ENDING -> {
                if (connection.stepNanos(nowNanos) >= bounds.stepNanos()) {
                    connection.end();
                }
            }
        }
    }

    private void refuse(FrontConnection connection, FrontRefusal reason) {
        if (connection.step() != Step.ENDING) {
            refused.merge(reason, 1L, Long::sum);
            connection.step(Step.ENDING, nowNanos());
            guests.decided(connection);
            connection.end();
        }
    }

    private static void end(Channel channel) {
        var _ = channel.close();
    }

    private void count(FrontDestination destination) {
        accepted.merge(destination, 1L, Long::sum);
    }

    /** The figures, at most a second old. */
    FrontReport report() {
        return report;
    }

    /** Ends everything; on the loop. */
    void close() {
        guests.all().forEach(FrontConnection::end);
    }
}
