package foyer.signaling.protocol;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpParameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A client's event whose payload makes sense. */
public sealed interface Request {
    String roomId();

    record JoinRoom(
            String roomId,
            String name,
            @Nullable String participantId,
            @Nullable String sessionToken)
            implements Request {
        @Override
        public String toString() {
            return "JoinRoom[" + roomId + "]";
        }
    }

    record LeaveRoom(String roomId) implements Request {}

    record CreateSendTransport(String roomId) implements Request {}

    record CreateReceiveTransport(String roomId) implements Request {}

    record ConnectSendTransport(String roomId, String transportId, DtlsParameters dtlsParameters)
            implements Request {}

    record ConnectReceiveTransport(String roomId, String transportId, DtlsParameters dtlsParameters)
            implements Request {}

    record Produce(
            String roomId,
            String transportId,
            MediaKind kind,
            RtpParameters rtpParameters,
            ObjectNode appData)
            implements Request {}

    record Consume(
            String roomId, String transportId, String producerId, RtpCapabilities rtpCapabilities)
            implements Request {}

    record GetProducers(String roomId) implements Request {}

    record RestartIce(String roomId, String transportId) implements Request {}

    record CloseProducer(String roomId, String producerId) implements Request {}

    record PauseConsumer(String roomId, String producerId) implements Request {}

    record ResumeConsumer(String roomId, String producerId) implements Request {}

    record SetPreferredLayers(String roomId, String producerId, LayerPreference preference)
            implements Request {}

    record RequestKeyFrame(String roomId, String producerId) implements Request {}

    record MuteState(String roomId, boolean muted) implements Request {}

    record HandState(String roomId, boolean handRaised) implements Request {}

    record SendChatMessage(String roomId, String message) implements Request {}

    record GetChatHistory(String roomId) implements Request {}
}
