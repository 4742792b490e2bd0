package foyer.signaling.session;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.TransportState;
import foyer.signaling.media.Direction;
import foyer.signaling.media.PeerMedia;
import foyer.signaling.media.RoomMedia;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ProducerEntry;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Departure;
import foyer.signaling.room.Effect;
import foyer.signaling.room.Entry;
import foyer.signaling.room.Knock;
import foyer.signaling.room.Member;
import foyer.signaling.room.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One room at work: its rules, its media, its sockets. All but the way in is on its executor. */
final class RoomSession {
    private static final Logger LOG = LoggerFactory.getLogger(RoomSession.class);

    private final String roomId;
    private final Meetings.Setup setup;
    private final Consumer<RoomSession> onEnd;
    private final SerialExecutor executor;
    private final Room room;
    private final RoomMedia media;
    private final MediaDesk desk;

    /** What each participant has on the router, by user id. */
    private final Map<String, PeerMedia> peers = new HashMap<>();

    private Time.@Nullable Alarm alarm;
    private OptionalLong alarmAtMillis = OptionalLong.empty();
    private boolean closed;

    /** For who counts from outside. */
    private volatile int participants;

    RoomSession(String roomId, Meetings.Setup setup, Consumer<RoomSession> onEnd) {
        this.roomId = roomId;
        this.setup = setup;
        this.onEnd = onEnd;
        executor = new SerialExecutor(setup.pool());
        room = new Room(setup.limits());
        media = RoomMedia.open(setup.routers(), executor, this::onRouterEvent);
        desk = new MediaDesk(room, this);
        LOG.atInfo().addKeyValue("room", roomId).log("Room opened");
    }

    String roomId() {
        return roomId;
    }

    int participants() {
        return participants;
    }

    void execute(Runnable task) {
        executor.execute(task);
    }

    /** A socket wants in; false when the room has ended and another one must be asked. */
    boolean join(Socket socket, Request.JoinRoom request, Ack ack) {
        if (closed) {
            return false;
        }
        if (socket.isGone()) {
            endIfEmpty();
            return true;
        }
        Knock knock = knock(socket, request);
        Member before = room.memberAt(socket.id());
        if (before != null && !before.userId().equals(knock.userId())) {
            apply(out -> room.leave(before.userId(), out));
            if (closed) {
                return false;
            }
        }
        List<Effect> effects = new ArrayList<>();
        Entry entry = room.join(knock, effects::add);
        effects.forEach(this::perform);
        switch (entry) {
            case Entry.Entered(String userId) -> welcome(socket.id(), userId, null, ack);
            case Entry.Returned(String userId) -> welcome(socket.id(), userId, true, ack);
            case Entry.Refused(ErrorWord word) -> ack.refuse(word);
        }
        settle();
        return true;
    }

    private static Knock knock(Socket socket, Request.JoinRoom request) {
        String participantId = request.participantId();
        return new Knock(
                socket.id(),
                participantId == null ? socket.id() : participantId,
                request.sessionToken(),
                request.name());
    }

    private void welcome(String socketId, String userId, @Nullable Boolean reconnected, Ack ack) {
        PeerMedia peer = media.newPeer();
        peers.put(userId, peer);
        LOG.atInfo()
                .addKeyValue("room", roomId)
                .addKeyValue("user", userId)
                .addKeyValue("socket", socketId)
                .log(reconnected == null ? "Participant joined" : "Participant returned");
        var _ =
                peer.createTransport(Direction.SEND)
                        .thenCombine(
                                media.rtpCapabilities(),
                                (options, capabilities) ->
                                        new Answer.Joined(
                                                capabilities,
                                                options,
                                                room.othersOf(userId),
                                                room.isHost(userId),
                                                reconnected))
                        .whenComplete((joined, failure) -> {
                            if (failure == null) {
                                ack.answer(joined);
                            } else {
                                turnAway(userId, peer, failure);
                                ack.refuse(ErrorWord.NOT_READY);
                            }
                        });
    }

    /** Without media nobody can be in a room. */
    private void turnAway(String userId, PeerMedia peer, Throwable failure) {
        if (peers.get(userId) == peer) {
            LOG.atWarn()
                    .addKeyValue("room", roomId)
                    .addKeyValue("user", userId)
                    .addKeyValue("reason", failure.getMessage())
                    .log("No media for a participant");
            apply(out -> room.leave(userId, out));
        }
    }

    /** A request other than a join. */
    void handle(String socketId, Request request, ErrorWord absent, Ack ack) {
        Member member = closed ? null : room.memberAt(socketId);
        PeerMedia peer = member == null ? null : peers.get(member.userId());
        if (request instanceof Request.LeaveRoom) {
            if (member != null) {
                apply(out -> room.leave(member.userId(), out));
            }
            ack.answer(Answer.EMPTY);
        } else if (member == null || peer == null) {
            ack.refuse(absent);
        } else if (!inTheRoom(socketId, member, request, ack)) {
            desk.handle(member, peer, request, ack);
        }
    }

    /** What needs no media; false when the request is of another kind. */
    private boolean inTheRoom(String socketId, Member member, Request request, Ack ack) {
        String userId = member.userId();
        switch (request) {
            case Request.MuteState(_, boolean muted) -> apply(out -> room.mute(userId, muted, out));
            case Request.HandState(_, boolean raised) ->
                    apply(out -> room.raiseHand(userId, raised, out));
            case Request.SendChatMessage(_, String text) ->
                    apply(out -> room.say(member, text, setup.time().wallMillis(), out));
            case Request.GetChatHistory _ ->
                    setup.outbox().send(socketId, new Notice.ChatHistory(room.chatHistory()));
            default -> {
                return false;
            }
        }
        ack.answer(Answer.EMPTY);
        return true;
    }

    void disconnect(String socketId, Departure departure) {
        if (!closed) {
            long now = setup.time().nowMillis();
            apply(out -> room.disconnect(socketId, departure, now, out));
        }
    }

    void leaveByToken(String userId, String sessionToken) {
        if (!closed) {
            apply(out -> room.leaveByToken(userId, sessionToken, out));
        }
    }

    /** Runs a rule and does what it wants. */
    void apply(Consumer<Consumer<Effect>> rule) {
        List<Effect> effects = new ArrayList<>();
        rule.accept(effects::add);
        effects.forEach(this::perform);
        settle();
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Tell(String socketId, Notice notice) ->
                    setup.outbox().send(socketId, notice);
            case Effect.EndMedia(String userId) -> endMedia(userId);
            case Effect.DropSocket(String socketId) -> {
                setup.outbox().send(socketId, new Notice.SessionReplaced());
                setup.outbox().close(socketId);
            }
            case Effect.EndRoom() -> end();
        }
    }

    private void endMedia(String userId) {
        for (ProducerEntry entry : room.producers()) {
            if (entry.userId().equals(userId)) {
                producerGone(entry.producerId());
            }
        }
        PeerMedia peer = peers.remove(userId);
        if (peer != null) {
            peer.close();
        }
    }

    /** A producer ended, however: whoever receives it is told. */
    void producerGone(String producerId) {
        if (!room.withdrawn(producerId)) {
            return;
        }
        peers.forEach((userId, peer) -> {
            peer.producerClosed(producerId);
            if (peer.dropConsumer(producerId)) {
                tellClosed(userId, producerId);
            }
        });
    }

    private void tellClosed(String userId, String producerId) {
        String socketId = room.socketOf(userId);
        if (socketId != null) {
            setup.outbox().send(socketId, new Notice.ProducerClosed(producerId));
        }
    }

    private void onRouterEvent(RouterEvent event) {
        if (closed) {
            return;
        }
        switch (event) {
            case RouterEvent.DominantSpeaker(String producerId) -> {
                long now = setup.time().nowMillis();
                apply(out -> room.speaks(producerId, now, out));
            }
            case RouterEvent.ProducerClosed(_, String producerId) -> producerGone(producerId);
            case RouterEvent.ConsumerClosed closedConsumer -> consumerClosed(closedConsumer);
            case RouterEvent.TransportStateChanged(String id, TransportState state) -> {
                if (state == TransportState.CLOSED) {
                    peers.values().forEach(peer -> peer.forgetTransport(id));
                }
            }
            case RouterEvent.ConsumerLayersChanged _,
                    RouterEvent.ProducerLayersWanted _,
                    RouterEvent.AudioLevels _ -> {
                // No client of version 1 is told.
            }
        }
    }

    private void consumerClosed(RouterEvent.ConsumerClosed event) {
        peers.forEach((userId, peer) -> {
            if (peer.consumerClosed(event.producerId(), event.consumerId())) {
                tellClosed(userId, event.producerId());
            }
        });
    }

    private void settle() {
        participants = closed ? 0 : room.size();
        OptionalLong next = closed ? OptionalLong.empty() : room.nextDeadlineMillis();
        if (next.equals(alarmAtMillis)) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        alarmAtMillis = next;
        if (next.isPresent()) {
            long delay = Math.max(0, next.getAsLong() - setup.time().nowMillis());
            alarm = setup.time().after(delay, () -> execute(this::onAlarm));
        }
    }

    private void onAlarm() {
        alarmAtMillis = OptionalLong.empty();
        if (!closed) {
            long now = setup.time().nowMillis();
            apply(out -> room.onDeadline(now, out));
        }
    }

    private void endIfEmpty() {
        if (room.size() == 0) {
            end();
            settle();
        }
    }

    private void end() {
        closed = true;
        peers.values().forEach(PeerMedia::close);
        peers.clear();
        media.close();
        onEnd.accept(this);
        LOG.atInfo().addKeyValue("room", roomId).log("Room ended");
    }
}
