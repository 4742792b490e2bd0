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
            @Nullable String sessionToken,
            @Nullable String invite,
            @Nullable String hostKey)
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

    record MuteState(String roomId, boolean muted) implements OfMember {}

    record HandState(String roomId, boolean handRaised) implements OfMember {}

    record SendChatMessage(String roomId, String message) implements OfMember {}

    record GetChatHistory(String roomId) implements OfMember {}

    record SendPrivateMessage(String roomId, String userId, String message) implements OfMember {}

    record Typing(String roomId, boolean typing) implements OfMember {}

    record Reaction(String roomId, String reaction, @Nullable String messageId)
            implements OfMember {}

    /** What a member asks that has nothing to do with media. */
    sealed interface OfMember extends Request {}

    /** What only hosts may ask. */
    sealed interface OfHost extends Request {}

    record ApproveJoin(String roomId, String userId) implements OfHost {}

    record DenyJoin(String roomId, String userId, boolean keepOut) implements OfHost {}

    record AdmitAll(String roomId) implements OfHost {}

    record GetPending(String roomId) implements OfHost {}

    record CreateInvite(String roomId) implements OfHost {}

    record GetInvites(String roomId) implements OfHost {}

    record RevokeInvite(String roomId, String token) implements OfHost {
        @Override
        public String toString() {
            return "RevokeInvite[" + roomId + "]";
        }
    }

    record SetHost(String roomId, String userId, boolean isHost) implements OfHost {}

    record RemoveParticipant(String roomId, String userId, boolean keepOut) implements OfHost {}

    record MuteParticipant(String roomId, String userId, MutedKind kind) implements OfHost {}

    record AskToUnmute(String roomId, String userId, MutedKind kind) implements OfHost {}

    record MuteAll(String roomId) implements OfHost {}

    record LockRoom(String roomId, boolean locked) implements OfHost {}

    record AllowSharing(String roomId, boolean allowed) implements OfHost {}

    record EndMeeting(String roomId) implements OfHost {}
}
