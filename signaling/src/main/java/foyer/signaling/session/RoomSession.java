package foyer.signaling.session;

import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.TransportState;
import foyer.signaling.debug.RoomReport;
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
import foyer.signaling.room.Vacancy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final Entrance entrance;
    private final LayerNews layerNews;
    private final MediaDesk mediaDesk;
    private final MemberDesk memberDesk;
    private final HostDesk hostDesk;
    private final ReportDesk reportDesk;

    /** What each participant has on the router, by user id. */
    private final Map<String, PeerMedia> peers = new HashMap<>();

    private Time.@Nullable Alarm alarm;
    private OptionalLong alarmAtMillis = OptionalLong.empty();
    private boolean closed;

    /** For who counts from outside. */
    private volatile int participants;

    private volatile int waiting;

    /**
     * A room that nobody is in yet.
     *
     * @param loop the media loop it is on
     * @param vacancy whether the server takes one more here
     */
    RoomSession(
            String roomId,
            int loop,
            Vacancy vacancy,
            Meetings.Setup setup,
            Consumer<RoomSession> onEnd) {
        this.roomId = roomId;
        this.setup = setup;
        this.onEnd = onEnd;
        executor = new SerialExecutor(setup.pool());
        room =
                new Room(
                        setup.limits(),
                        vacancy,
                        setup.hostKeys().forRoom(roomId, setup.time().nowMillis()),
                        setup.random());
        media = RoomMedia.open(setup.routers().on(loop), executor, this::onRouterEvent);
        entrance = new Entrance(this, room, media, setup);
        layerNews = new LayerNews(room, setup.outbox());
        mediaDesk = new MediaDesk(room, this, setup);
        memberDesk = new MemberDesk(room, this, setup);
        hostDesk = new HostDesk(room, this, setup.time());
        reportDesk = new ReportDesk(roomId, room, media, setup);
        LOG.atInfo().addKeyValue("room", roomId).log("Room opened");
    }

    String roomId() {
        return roomId;
    }

    int participants() {
        return participants;
    }

    int waiting() {
        return waiting;
    }

    @Nullable PeerMedia peer(String userId) {
        return peers.get(userId);
    }

    void seat(String userId, PeerMedia peer) {
        peers.put(userId, peer);
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
        if (!roomId.equals(socket.roomId())) {
            // This join waited for a room to end; meanwhile the socket asked into another one, and
            // nobody would ever tell this room that it went.
            endIfEmpty();
            ack.refuse(ErrorWord.NOT_READY);
            return true;
        }
        Knock knock = Entrance.knock(socket, request);
        String before = room.userIdAt(socket.id());
        if (before != null && !before.equals(knock.userId())) {
            disconnect(socket.id(), Departure.CLEAN);
            if (closed) {
                return false;
            }
        }
        long now = setup.time().nowMillis();
        List<Effect> effects = new ArrayList<>();
        Entry entry = room.join(knock, now, effects::add);
        effects.forEach(this::perform);
        entrance.answer(knock, entry, ack);
        settle();
        return true;
    }

    /** A request other than a join. */
    void handle(String socketId, Request request, ErrorWord absent, Ack ack) {
        if (request instanceof Request.LeaveRoom) {
            disconnect(socketId, Departure.CLEAN);
            ack.answer(Answer.EMPTY);
            return;
        }
        Member member = closed ? null : room.memberAt(socketId);
        PeerMedia peer = member == null ? null : peers.get(member.userId());
        if (member == null || peer == null) {
            ack.refuse(absent);
            return;
        }
        switch (request) {
            case Request.OfHost ofHost -> hostDesk.handle(member, ofHost, ack);
            case Request.OfMember ofMember -> memberDesk.handle(socketId, member, ofMember, ack);
            default -> mediaDesk.handle(member, peer, request, ack);
        }
    }

    void disconnect(String socketId, Departure departure) {
        if (!closed) {
            long now = setup.time().nowMillis();
            apply(out -> room.disconnect(socketId, departure, now, out));
        }
    }

    /** What the room does, for operators; null when it has ended. */
    CompletionStage<@Nullable RoomReport> report() {
        return closed
                ? CompletableFuture.completedFuture(null)
                : reportDesk.report(peers).thenApply(report -> report);
    }

    void sayGoodbye(String userId, String sessionToken) {
        if (!closed) {
            long now = setup.time().nowMillis();
            apply(out -> room.sayGoodbye(userId, sessionToken, now, out));
        }
    }

    /** Runs a rule and does what it wants. */
    void apply(Consumer<Consumer<Effect>> rule) {
        List<Effect> effects = new ArrayList<>();
        rule.accept(effects::add);
        effects.forEach(this::perform);
        settle();
    }

    /**
     * Runs a rule that may say no, and answers.
     *
     * @param rule says why not, null when it is done
     */
    void decide(Function<Consumer<Effect>, @Nullable ErrorWord> rule, Answer done, Ack ack) {
        List<Effect> effects = new ArrayList<>();
        ErrorWord refusal = rule.apply(effects::add);
        effects.forEach(this::perform);
        settle();
        ack.answer(refusal == null ? done : Answer.refused(refusal));
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Tell(String socketId, Notice notice) ->
                    setup.outbox().send(socketId, notice);
            case Effect.Welcome(String socketId, String userId) ->
                    entrance.approved(socketId, userId);
            case Effect.EndMedia(String userId) -> endMedia(userId);
            case Effect.EndProducer(String userId, String producerId) -> {
                onPeer(userId, peer -> peer.closeProducer(producerId));
                producerGone(producerId);
            }
            case Effect.Hold(String userId, String producerId) ->
                    onPeer(userId, peer -> peer.holdProducer(producerId));
            case Effect.Release(String userId, String producerId) ->
                    onPeer(userId, peer -> peer.releaseProducer(producerId));
            case Effect.DropSocket(String socketId) -> {
                setup.outbox().send(socketId, new Notice.SessionReplaced());
                setup.outbox().close(socketId);
            }
            case Effect.EndRoom() -> end();
        }
    }

    private void onPeer(String userId, Consumer<PeerMedia> order) {
        PeerMedia peer = peers.get(userId);
        if (peer != null) {
            order.accept(peer);
        }
    }

    private void endMedia(String userId) {
        for (ProducerEntry entry : room.stage().producers()) {
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
        if (!room.stage().withdrawn(producerId)) {
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
                apply(out -> room.stage().speaks(producerId, now, out));
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
                    RouterEvent.ConsumerPaused _,
                    RouterEvent.ConsumerResumed _ ->
                    layerNews.tell(event, peers);
            case RouterEvent.AudioLevels _ -> {
                // Clients have the dominant speaker.
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
        waiting = closed ? 0 : room.door().size();
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
