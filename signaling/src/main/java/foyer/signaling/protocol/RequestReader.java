package foyer.signaling.protocol;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpParameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what came with an event. */
public final class RequestReader {
    private RequestReader() {}

    /**
     * The request, null when the payload makes no sense for the event, or the event is about no
     * room.
     */
    public static @Nullable Request read(ClientEvent event, @Nullable JsonNode tree) {
        Payload payload = new Payload(tree);
        String roomId = payload.roomId();
        if (roomId == null) {
            return null;
        }
        return switch (event) {
            // Of no room: nobody reads what came with it.
            case PROBE_NETWORK -> null;
            case JOIN_ROOM ->
                    new Request.JoinRoom(
                            roomId,
                            payload.name(),
                            payload.id("participantId"),
                            payload.id("sessionToken"),
                            payload.id("invite"),
                            payload.id("hostKey"));
            case LEAVE_ROOM -> new Request.LeaveRoom(roomId);
            case CREATE_SEND_TRANSPORT -> new Request.CreateSendTransport(roomId);
            case CREATE_RECEIVE_TRANSPORT -> new Request.CreateReceiveTransport(roomId);
            case GET_PRODUCERS -> new Request.GetProducers(roomId);
            case GET_CHAT_HISTORY -> new Request.GetChatHistory(roomId);
            case CONNECT_TRANSPORT, CONNECT_RECEIVE_TRANSPORT, RESTART_ICE, PRODUCE, CONSUME ->
                    onTransport(event, roomId, payload);
            case CLOSE_PRODUCER,
                    PAUSE_CONSUMER,
                    RESUME_CONSUMER,
                    SET_PREFERRED_LAYERS,
                    REQUEST_KEYFRAME ->
                    onProducer(event, roomId, payload);
            case MUTE_STATE, HAND_STATE, TYPING, LOCK_ROOM, ALLOW_SHARING ->
                    flag(event, roomId, payload);
            case SEND_CHAT_MESSAGE, SEND_PRIVATE_MESSAGE, REACTION -> say(event, roomId, payload);
            case APPROVE_JOIN,
                    DENY_JOIN,
                    SET_HOST,
                    REMOVE_PARTICIPANT,
                    MUTE_PARTICIPANT,
                    ASK_TO_UNMUTE ->
                    aboutSomebody(event, roomId, payload);
            case REVOKE_INVITE -> revoke(roomId, payload);
            case ADMIT_ALL -> new Request.AdmitAll(roomId);
            case GET_PENDING -> new Request.GetPending(roomId);
            case CREATE_INVITE -> new Request.CreateInvite(roomId);
            case GET_INVITES -> new Request.GetInvites(roomId);
            case MUTE_ALL -> new Request.MuteAll(roomId);
            case END_MEETING -> new Request.EndMeeting(roomId);
        };
    }

    private static @Nullable Request onTransport(
            ClientEvent event, String roomId, Payload payload) {
        String transportId = payload.id("transportId");
        if (transportId == null) {
            return null;
        }
        if (event == ClientEvent.RESTART_ICE) {
            return new Request.RestartIce(roomId, transportId);
        }
        if (event == ClientEvent.PRODUCE) {
            return produce(roomId, transportId, payload);
        }
        if (event == ClientEvent.CONSUME) {
            return consume(roomId, transportId, payload);
        }
        DtlsParameters dtls = payload.media("dtlsParameters", DtlsParameters.class);
        if (dtls == null) {
            return null;
        }
        return event == ClientEvent.CONNECT_TRANSPORT
                ? new Request.ConnectSendTransport(roomId, transportId, dtls)
                : new Request.ConnectReceiveTransport(roomId, transportId, dtls);
    }

    private static @Nullable Request produce(String roomId, String transportId, Payload payload) {
        MediaKind kind =
                switch (payload.id("kind")) {
                    case "audio" -> MediaKind.AUDIO;
                    case "video" -> MediaKind.VIDEO;
                    case null, default -> null;
                };
        RtpParameters parameters = payload.media("rtpParameters", RtpParameters.class);
        ObjectNode appData = payload.appData();
        return kind == null || parameters == null || appData == null
                ? null
                : new Request.Produce(roomId, transportId, kind, parameters, appData);
    }

    private static @Nullable Request consume(String roomId, String transportId, Payload payload) {
        String producerId = payload.id("producerId");
        RtpCapabilities capabilities = payload.media("rtpCapabilities", RtpCapabilities.class);
        return producerId == null || capabilities == null
                ? null
                : new Request.Consume(roomId, transportId, producerId, capabilities);
    }

    private static @Nullable Request onProducer(ClientEvent event, String roomId, Payload payload) {
        String producerId = payload.id("producerId");
        if (producerId == null) {
            return null;
        }
        return switch (event) {
            case CLOSE_PRODUCER -> new Request.CloseProducer(roomId, producerId);
            case PAUSE_CONSUMER -> new Request.PauseConsumer(roomId, producerId);
            case RESUME_CONSUMER -> new Request.ResumeConsumer(roomId, producerId);
            case REQUEST_KEYFRAME -> new Request.RequestKeyFrame(roomId, producerId);
            case SET_PREFERRED_LAYERS -> layers(roomId, producerId, payload);
            default -> throw new IllegalArgumentException("event: " + event);
        };
    }

    private static @Nullable Request layers(String roomId, String producerId, Payload payload) {
        Integer spatial = payload.layer("spatialLayer");
        Integer temporal = payload.layer("temporalLayer");
        return spatial == null || temporal == null
                ? null
                : new Request.SetPreferredLayers(
                        roomId, producerId, new LayerPreference(spatial, temporal));
    }

    private static @Nullable Request flag(ClientEvent event, String roomId, Payload payload) {
        Boolean state =
                payload.flag(
                        switch (event) {
                            case MUTE_STATE -> "muted";
                            case HAND_STATE -> "handRaised";
                            case TYPING -> "typing";
                            case LOCK_ROOM -> "locked";
                            default -> "allowed";
                        });
        if (state == null) {
            return null;
        }
        return switch (event) {
            case MUTE_STATE -> new Request.MuteState(roomId, state);
            case HAND_STATE -> new Request.HandState(roomId, state);
            case TYPING -> new Request.Typing(roomId, state);
            case LOCK_ROOM -> new Request.LockRoom(roomId, state);
            case ALLOW_SHARING -> new Request.AllowSharing(roomId, state);
            default -> throw new IllegalArgumentException("event: " + event);
        };
    }

    private static @Nullable Request say(ClientEvent event, String roomId, Payload payload) {
        if (event == ClientEvent.REACTION) {
            String reaction = payload.reaction();
            return reaction == null
                    ? null
                    : new Request.Reaction(roomId, reaction, payload.id("messageId"));
        }
        String message = payload.chatMessage();
        if (message == null || event == ClientEvent.SEND_CHAT_MESSAGE) {
            return message == null ? null : new Request.SendChatMessage(roomId, message);
        }
        String userId = payload.id("userId");
        return userId == null ? null : new Request.SendPrivateMessage(roomId, userId, message);
    }

    private static @Nullable Request aboutSomebody(
            ClientEvent event, String roomId, Payload payload) {
        String userId = payload.id("userId");
        if (userId == null) {
            return null;
        }
        return switch (event) {
            case APPROVE_JOIN -> new Request.ApproveJoin(roomId, userId);
            case DENY_JOIN ->
                    new Request.DenyJoin(
                            roomId, userId, Boolean.TRUE.equals(payload.flag("keepOut")));
            case SET_HOST -> {
                Boolean isHost = payload.flag("isHost");
                yield isHost == null ? null : new Request.SetHost(roomId, userId, isHost);
            }
            case REMOVE_PARTICIPANT ->
                    new Request.RemoveParticipant(
                            roomId, userId, Boolean.TRUE.equals(payload.flag("keepOut")));
            case MUTE_PARTICIPANT, ASK_TO_UNMUTE -> muting(event, roomId, userId, payload);
            default -> throw new IllegalArgumentException("event: " + event);
        };
    }

    private static @Nullable Request muting(
            ClientEvent event, String roomId, String userId, Payload payload) {
        MutedKind kind = MutedKind.named(payload.id("kind"));
        if (kind == null) {
            return null;
        }
        return event == ClientEvent.MUTE_PARTICIPANT
                ? new Request.MuteParticipant(roomId, userId, kind)
                : new Request.AskToUnmute(roomId, userId, kind);
    }

    private static @Nullable Request revoke(String roomId, Payload payload) {
        String token = payload.id("token");
        return token == null ? null : new Request.RevokeInvite(roomId, token);
    }
}
