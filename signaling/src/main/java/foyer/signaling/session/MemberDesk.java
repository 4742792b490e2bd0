package foyer.signaling.session;

import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Effect;
import foyer.signaling.room.Member;
import foyer.signaling.room.Room;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what members say and show. On its room's executor. */
final class MemberDesk {
    private final Room room;
    private final RoomSession session;
    private final Meetings.Setup setup;

    MemberDesk(Room room, RoomSession session, Meetings.Setup setup) {
        this.room = room;
        this.session = session;
        this.setup = setup;
    }

    void handle(String socketId, Member member, Request.OfMember request, Ack ack) {
        String userId = member.userId();
        switch (request) {
            case Request.MuteState(_, boolean muted) ->
                    session.decide(out -> room.mute(userId, muted, out), Answer.EMPTY, ack);
            case Request.HandState(_, boolean raised) -> {
                session.apply(out -> room.raiseHand(userId, raised, out));
                ack.answer(Answer.EMPTY);
            }
            case Request.SendChatMessage(_, String text) -> say(member, text, ack);
            case Request.SendPrivateMessage(_, String recipientId, String text) ->
                    whisper(member, recipientId, text, ack);
            case Request.GetChatHistory _ -> {
                setup.outbox().send(socketId, new Notice.ChatHistory(room.chat().history()));
                ack.answer(Answer.EMPTY);
            }
            case Request.Typing(_, boolean typing) -> {
                session.apply(out -> room.chat().types(userId, typing, out));
                ack.answer(Answer.EMPTY);
            }
            case Request.Reaction(_, String reaction, var messageId) -> {
                session.apply(out -> room.chat().reacts(userId, reaction, messageId, out));
                ack.answer(Answer.EMPTY);
            }
        }
    }

    private void say(Member member, String text, Ack ack) {
        List<Effect> effects = new ArrayList<>();
        String id = room.chat().say(member, text, setup.time().wallMillis(), effects::add);
        session.apply(effects::forEach);
        ack.answer(new Answer.MessageSent(id));
    }

    private void whisper(Member member, String recipientId, String text, Ack ack) {
        List<Effect> effects = new ArrayList<>();
        @Nullable String id =
                room.chat()
                        .whisper(
                                member, recipientId, text, setup.time().wallMillis(), effects::add);
        session.apply(effects::forEach);
        ack.answer(id == null ? Answer.refused(ErrorWord.NOT_FOUND) : new Answer.MessageSent(id));
    }
}
