package foyer.signaling.session;

import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.TransportOptions;
import foyer.signaling.media.Direction;
import foyer.signaling.media.PeerMedia;
import foyer.signaling.media.RoomMedia;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Departure;
import foyer.signaling.room.Entry;
import foyer.signaling.room.Knock;
import foyer.signaling.room.Room;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers who knocks, and gives media to who comes in. On its room's executor. */
final class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final RoomSession session;
    private final Room room;
    private final RoomMedia media;
    private final Meetings.Setup setup;

    /** What is said to somebody who comes in, beside what everybody is told. */
    private enum Welcome {
        FIRST,
        BYPASSED,
        BACK,
        PLAIN
    }

    /** Why somebody has no media. */
    private enum Setback {
        /** The engine gave none: the participant is out again. */
        TURNED_AWAY,
        /** The participant left, or came once more, before there was any. */
        OVERTAKEN
    }

    Entrance(RoomSession session, Room room, RoomMedia media, Meetings.Setup setup) {
        this.session = session;
        this.room = room;
        this.media = media;
        this.setup = setup;
    }

    static Knock knock(Socket socket, Request.JoinRoom request) {
        String participantId = request.participantId();
        return new Knock(
                socket.id(),
                participantId == null ? socket.id() : participantId,
                request.sessionToken(),
                request.name(),
                request.invite(),
                request.hostKey(),
                socket.address());
    }

    void answer(Knock knock, Entry entry, Ack ack) {
        switch (entry) {
            case Entry.Entered(String userId, Entry.Way way) ->
                    welcome(
                            userId,
                            switch (way) {
                                case FIRST -> Welcome.FIRST;
                                case INVITE -> Welcome.BYPASSED;
                                case HOST_KEY, APPROVED -> Welcome.PLAIN;
                            },
                            ack);
            case Entry.Returned(String userId) -> welcome(userId, Welcome.BACK, ack);
            case Entry.Waits(String userId) -> {
                log(userId, "Guest waits");
                ack.answer(Answer.PENDING);
            }
            case Entry.Refused(ErrorWord word) -> {
                // Whoever the socket was, it is nobody after a join that failed.
                session.disconnect(knock.socketId(), Departure.LOST);
                ack.refuse(word);
            }
        }
    }

    private void welcome(String userId, Welcome welcome, Ack ack) {
        provide(
                userId,
                welcome,
                joined -> {
                    ack.answer(joined);
                    // Only now does it know that it is host.
                    session.apply(out -> room.door().tellPending(userId, out));
                },
                setback -> ack.refuse(ErrorWord.NOT_READY));
    }

    /** A host let a guest in that waits on this socket. */
    void approved(String socketId, String userId) {
        provide(
                userId,
                Welcome.PLAIN,
                joined -> setup.outbox().send(socketId, new Notice.JoinApproved(joined)),
                setback -> {
                    if (setback == Setback.TURNED_AWAY) {
                        setup.outbox().send(socketId, new Notice.JoinDenied());
                    }
                });
    }

    private void provide(
            String userId,
            Welcome welcome,
            Consumer<Answer.Joined> then,
            Consumer<Setback> otherwise) {
        PeerMedia peer = media.newPeer();
        session.seat(userId, peer);
        log(userId, welcome == Welcome.BACK ? "Participant returned" : "Participant joined");
        var _ =
                peer.createTransport(Direction.SEND)
                        .thenCombine(
                                media.rtpCapabilities(),
                                (options, capabilities) ->
                                        joined(userId, welcome, options, capabilities))
                        .whenComplete((joined, failure) -> {
                            if (failure == null) {
                                then.accept(joined);
                            } else if (session.peer(userId) == peer) {
                                turnAway(userId, failure);
                                otherwise.accept(Setback.TURNED_AWAY);
                            } else {
                                otherwise.accept(Setback.OVERTAKEN);
                            }
                        });
    }

    private Answer.Joined joined(
            String userId,
            Welcome welcome,
            TransportOptions options,
            RtpCapabilities capabilities) {
        return new Answer.Joined(
                capabilities,
                options,
                setup.iceServersOf(userId),
                room.othersOf(userId),
                room.moderation().state(),
                room.isHost(userId),
                welcome == Welcome.FIRST ? room.door().hostKey() : null,
                welcome == Welcome.BYPASSED ? true : null,
                welcome == Welcome.BACK ? true : null);
    }

    /** Without media nobody can be in a room. */
    private void turnAway(String userId, Throwable failure) {
        LOG.atWarn()
                .addKeyValue("room", session.roomId())
                .addKeyValue("user", userId)
                .addKeyValue("reason", failure.getMessage())
                .log("No media for a participant");
        session.apply(out -> room.leave(userId, out));
    }

    private void log(String userId, String what) {
        LOG.atInfo().addKeyValue("room", session.roomId()).addKeyValue("user", userId).log(what);
    }
}
