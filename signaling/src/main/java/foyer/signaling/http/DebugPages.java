package foyer.signaling.http;

import foyer.signaling.debug.RoomReport;
import foyer.signaling.protocol.Json;
import foyer.signaling.session.Reception;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows operators with the right token what a room and its media do. */
final class DebugPages {
    static final String ROOMS = "/debug/rooms/";

    private static final Logger LOG = LoggerFactory.getLogger(DebugPages.class);
    private static final String JSON = "application/json";

    private final OperatorToken token;
    private final Reception reception;

    DebugPages(OperatorToken token, Reception reception) {
        this.token = token;
        this.reception = reception;
    }

    /** Answers at once who may not see it, and others when the room and its media have. */
    void room(Exchange exchange, String roomId, String address) {
        String shown = OperatorToken.shown(exchange.request().headers());
        if (shown == null) {
            unauthorized(exchange);
            return;
        }
        switch (reception.tryToken(address, () -> token.matches(shown))) {
            case WRONG -> unauthorized(exchange);
            case TOO_MANY -> refuse(exchange, HttpResponseStatus.TOO_MANY_REQUESTS, "rate-limited");
            case RIGHT -> {
                var _ =
                        reception
                                .report(roomId)
                                .whenComplete(
                                        (report, failure) -> answer(exchange, report, failure));
            }
        }
    }

    private static void unauthorized(Exchange exchange) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        exchange.send(HttpResponseStatus.UNAUTHORIZED, error("unauthorized"), JSON, headers);
    }

    /** On any thread: what takes long is done on this one, only the sending on the event loop. */
    private static void answer(
            Exchange exchange, @Nullable RoomReport report, @Nullable Throwable failure) {
        HttpResponseStatus status = HttpResponseStatus.OK;
        String body;
        if (failure != null) {
            status = HttpResponseStatus.GATEWAY_TIMEOUT;
            body = error("no-answer");
        } else if (report == null) {
            status = HttpResponseStatus.NOT_FOUND;
            body = error("not-found");
        } else {
            body = Json.text(report);
        }
        sendLater(exchange, status, body);
    }

    private static void sendLater(Exchange exchange, HttpResponseStatus status, String body) {
        // What came on this connection meanwhile may have been answered: nothing may follow.
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        try {
            exchange.context().executor().execute(() -> exchange.send(status, body, JSON, headers));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Nobody is left to tell", stopped);
        }
    }

    private static void refuse(Exchange exchange, HttpResponseStatus status, String word) {
        exchange.send(status, error(word), JSON);
    }

    private static String error(String word) {
        return Json.text(Map.of("error", word));
    }
}
