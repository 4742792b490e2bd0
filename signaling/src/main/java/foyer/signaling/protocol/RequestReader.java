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

    /** The request, null when the payload makes no sense for the event. */
    public static @Nullable Request read(ClientEvent event, @Nullable JsonNode tree) {
        Payload payload = new Payload(tree);
        String roomId = payload.roomId();
        if (roomId == null) {
            return null;
        }
        return switch (event) {
            case JOIN_ROOM ->
                    new Request.JoinRoom(
                            roomId,
                            payload.name(),
                            payload.id("participantId"),
                            payload.id("sessionToken"));
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
            case MUTE_STATE -> mute(roomId, payload);
            case HAND_STATE -> hand(roomId, payload);
            case SEND_CHAT_MESSAGE -> chat(roomId, payload);
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

    private static @Nullable Request mute(String roomId, Payload payload) {
        Boolean muted = payload.flag("muted");
        return muted == null ? null : new Request.MuteState(roomId, muted);
    }

    private static @Nullable Request hand(String roomId, Payload payload) {
        Boolean raised = payload.flag("handRaised");
        return raised == null ? null : new Request.HandState(roomId, raised);
    }

    private static @Nullable Request chat(String roomId, Payload payload) {
        String message = payload.chatMessage();
        return message == null ? null : new Request.SendChatMessage(roomId, message);
    }
}
