package foyer.signaling.session;

import foyer.signaling.debug.RoomReport;
import foyer.signaling.protocol.ClientEvent;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Request;
import foyer.signaling.protocol.RequestReader;
import foyer.signaling.room.Departure;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where sockets come in. Safe on every thread; never blocks, never throws for what came. */
public final class Reception {
    private final Meetings meetings;
    private final Telemetry telemetry;
    private final AddressBook addresses;
    private final JoinDesk joins;
    private final NetworkProbes probes;
    private final ConcurrentHashMap<String, Socket> sockets = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** The reception of the meetings, with what an address may do there. */
    public Reception(Meetings meetings, AddressLimits limits, Telemetry telemetry) {
        this.meetings = meetings;
        this.telemetry = telemetry;
        addresses = new AddressBook(limits, meetings.time());
        joins = new JoinDesk(meetings, addresses, telemetry);
        probes = meetings.newProbes();
    }

    Reception(Meetings meetings) {
        this(meetings, AddressLimits.DEFAULT, Telemetry.NONE);
    }

    /** A client at the address wants to open a socket: costs it a token. */
    public Gate gate(String address) {
        Gate gate = stopping ? Gate.STOPPING : addresses.gate(address);
        if (gate != Gate.OPEN) {
            telemetry.turnedAway(gate);
        }
        return gate;
    }

    /**
     * A socket is there, of a client at this address.
     *
     * @return false when it is one too many of its address: it is not known here and must be closed
     */
    public boolean connected(String socketId, String address) {
        if (sockets.containsKey(socketId)) {
            return true;
        }
        if (!addresses.opened(address)) {
            telemetry.turnedAway(Gate.TOO_MANY);
            return false;
        }
        sockets.put(socketId, new Socket(socketId, address, meetings.time()));
        return true;
    }

    public void disconnected(String socketId, Departure departure) {
        Socket socket = sockets.remove(socketId);
        if (socket == null) {
            return;
        }
        addresses.closed(socket.address());
        socket.go();
        probes.forget(socketId);
        String roomId = socket.roomId();
        if (roomId != null) {
            meetings.disconnect(roomId, socketId, departure);
        }
    }

    /** An event came; the ack gets its one answer, maybe later. */
    public void received(String socketId, String name, @Nullable JsonNode payload, Ack answer) {
        ClientEvent event = ClientEvent.named(name);
        WatchedAck ack = new WatchedAck(event, answer, telemetry, meetings.time());
        Socket socket = sockets.get(socketId);
        if (socket == null) {
            ack.refuse(ErrorWord.NOT_READY);
            return;
        }
        if (!socket.limiter().allows(event)) {
            ack.refuse(ErrorWord.RATE_LIMITED);
            return;
        }
        if (event == ClientEvent.PROBE_NETWORK) {
            probe(socket, ack);
            return;
        }
        Request request = event == null ? null : RequestReader.read(event, payload);
        if (event == null || request == null) {
            ack.malformed(event == null ? ErrorWord.INVALID : event.malformed());
        } else if (!(request instanceof Request.JoinRoom join)) {
            meetings.request(socket, request, event.absent(), ack);
        } else if (stopping) {
            ack.refuse(ErrorWord.NOT_READY);
        } else {
            joins.join(socket, join, ack);
        }
    }

    /** Comes from who is in no room, and may never be in one. */
    private void probe(Socket socket, Ack ack) {
        if (stopping) {
            ack.refuse(ErrorWord.NOT_READY);
        } else if (addresses.mayProbe(socket.address())) {
            probes.probe(socket, ack);
        } else {
            ack.refuse(ErrorWord.RATE_LIMITED);
        }
    }

    /** A page said goodbye: its participant is gone at once if the token is its own. */
    public void goodbye(String address, String roomId, String participantId, String sessionToken) {
        if (addresses.maySayGoodbye(address)) {
            meetings.leave(roomId, participantId, sessionToken);
        }
    }

    /** Somebody at the address shows an operator's token; a wrong one costs it one of its tries. */
    public TokenTry tryToken(String address, BooleanSupplier isRight) {
        TokenTry outcome = addresses.tryToken(address, isRight);
        if (outcome == TokenTry.WRONG) {
            telemetry.wrongSecret();
        }
        return outcome;
    }

    /**
     * What a room does, for operators: null when there is no such room. Fails when its media does
     * not answer in time; completes on any thread.
     */
    public CompletionStage<@Nullable RoomReport> report(String roomId) {
        return meetings.report(roomId);
    }

    /** From now on no room is made, and every socket knows how long there are meetings yet. */
    public void drain(long millis) {
        meetings.drain(millis);
        sockets.keySet().forEach(meetings::tellOfDraining);
    }

    /** From now on nobody comes in. */
    public void stop() {
        stopping = true;
    }

    /** Sockets right now. */
    public int sockets() {
        return sockets.size();
    }
}
