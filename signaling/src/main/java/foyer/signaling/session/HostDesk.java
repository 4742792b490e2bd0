package foyer.signaling.session;

import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Afterwards;
import foyer.signaling.room.Door;
import foyer.signaling.room.Effect;
import foyer.signaling.room.Member;
import foyer.signaling.room.Moderation;
import foyer.signaling.room.Room;
import java.util.ArrayList;
import java.util.List;

/** Answers what only hosts may ask. On its room's executor. */
final class HostDesk {
    private final Room room;
    private final Door door;
    private final Moderation moderation;
    private final RoomSession session;
    private final Time time;

    HostDesk(Room room, RoomSession session, Time time) {
        this.room = room;
        door = room.door();
        moderation = room.moderation();
        this.session = session;
        this.time = time;
    }

    void handle(Member member, Request.OfHost request, Ack ack) {
        if (!room.isHost(member.userId())) {
            ack.refuse(ErrorWord.NOT_HOST);
            return;
        }
        String hostId = member.userId();
        switch (request) {
            case Request.ApproveJoin(_, String userId) ->
                    session.decide(out -> door.approve(hostId, userId, out), Answer.OK, ack);
            case Request.DenyJoin(_, String userId, boolean keepOut) ->
                    session.decide(
                            out -> door.deny(hostId, userId, afterwards(keepOut), out),
                            Answer.OK,
                            ack);
            case Request.AdmitAll _ -> admitAll(hostId, ack);
            case Request.GetPending _ -> ack.answer(new Answer.Waiting(door.pending()));
            case Request.CreateInvite _ -> createInvite(ack);
            case Request.GetInvites _ ->
                    ack.answer(new Answer.Invites(door.invites(time.nowMillis())));
            case Request.RevokeInvite(_, String token) ->
                    ack.answer(
                            door.revokeInvite(token, time.nowMillis())
                                    ? Answer.OK
                                    : Answer.refused(ErrorWord.NOT_FOUND));
            default -> moderate(request, ack);
        }
    }

    private void moderate(Request.OfHost request, Ack ack) {
        session.decide(
                out ->
                        switch (request) {
                            case Request.SetHost(_, String userId, boolean isHost) ->
                                    moderation.setHost(userId, isHost, out);
                            case Request.RemoveParticipant(_, String userId, boolean keepOut) ->
                                    moderation.remove(userId, afterwards(keepOut), out);
                            case Request.MuteParticipant(_, String userId, var kind) ->
                                    moderation.mute(userId, kind, out);
                            case Request.AskToUnmute(_, String userId, var kind) ->
                                    moderation.askToUnmute(userId, kind, out);
                            case Request.MuteAll _ -> {
                                moderation.muteAll(out);
                                yield null;
                            }
                            case Request.LockRoom(_, boolean locked) -> {
                                moderation.lock(locked, out);
                                yield null;
                            }
                            case Request.AllowSharing(_, boolean allowed) -> {
                                moderation.allowSharing(allowed, out);
                                yield null;
                            }
                            case Request.EndMeeting _ -> {
                                moderation.endMeeting(out);
                                yield null;
                            }
                            default -> throw new IllegalArgumentException("request: " + request);
                        },
                Answer.OK,
                ack);
    }

    private void admitAll(String hostId, Ack ack) {
        List<Effect> effects = new ArrayList<>();
        int admitted = door.admitAll(hostId, effects::add);
        session.apply(effects::forEach);
        ack.answer(new Answer.AllAdmitted(true, admitted));
    }

    private void createInvite(Ack ack) {
        String token = door.createInvite(time.nowMillis(), time.wallMillis());
        ack.answer(
                token == null
                        ? Answer.refused(ErrorWord.TOO_MANY_INVITES)
                        : new Answer.InviteMade(token));
    }

    private static Afterwards afterwards(boolean keepOut) {
        return keepOut ? Afterwards.KEPT_OUT : Afterwards.MAY_COME_BACK;
    }
}
