package foyer.signaling.session;

import foyer.signaling.protocol.ClientEvent;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Request;
import foyer.signaling.protocol.RequestReader;
import foyer.signaling.room.Departure;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where sockets come in. Safe on every thread; never blocks, never throws for what came. */
public final class Reception {
    private final Meetings meetings;
    private final ConcurrentHashMap<String, Socket> sockets = new ConcurrentHashMap<>();
    private final Counters counters = new Counters();

    public Reception(Meetings meetings) {
        this.meetings = meetings;
    }

    /** A socket is there, of a client at this address. */
    public void connected(String socketId, String address) {
        sockets.computeIfAbsent(socketId, id -> new Socket(id, address, meetings.time()));
    }

    public void disconnected(String socketId, Departure departure) {
        Socket socket = sockets.remove(socketId);
        if (socket == null) {
            return;
        }
        socket.go();
        String roomId = socket.roomId();
        if (roomId != null) {
            meetings.disconnect(roomId, socketId, departure);
        }
    }

    /** An event came; the ack gets its one answer, maybe later. */
    public void received(String socketId, String name, @Nullable JsonNode payload, Ack ack) {
        counters.received();
        Socket socket = sockets.get(socketId);
        if (socket == null) {
            ack.refuse(ErrorWord.NOT_READY);
            return;
        }
        ClientEvent event = ClientEvent.named(name);
        if (!socket.limiter().allows(event)) {
            counters.rateLimited();
            ack.refuse(ErrorWord.RATE_LIMITED);
            return;
        }
        Request request = event == null ? null : RequestReader.read(event, payload);
        if (event == null || request == null) {
            counters.malformed();
            ack.refuse(event == null ? ErrorWord.INVALID : event.malformed());
            return;
        }
        if (request instanceof Request.JoinRoom join) {
            join(socket, join, ack);
        } else {
            meetings.request(socket, request, event.absent(), ack);
        }
    }

    /** A socket is in one room: asking into another one leaves the first. */
    private void join(Socket socket, Request.JoinRoom join, Ack ack) {
        String previous = socket.roomId();
        if (previous != null && !previous.equals(join.roomId())) {
            meetings.disconnect(previous, socket.id(), Departure.CLEAN);
        }
        socket.asksInto(join.roomId());
        meetings.join(socket, join, ack);
    }

    /** Sockets right now. */
    public int sockets() {
        return sockets.size();
    }

    public Counters counters() {
        return counters;
    }
}
