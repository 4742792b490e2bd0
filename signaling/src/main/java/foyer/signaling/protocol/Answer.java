package foyer.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.IceServer;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.TransportOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a request with an ack gets, exactly once. */
public sealed interface Answer {
    /** An ack without an argument. */
    Answer EMPTY = new Empty();

    /** It is done. */
    Answer OK = new Done(true);

    /** Somebody has to be let in first. */
    Answer PENDING = new Pending("pending");

    static Answer refused(ErrorWord word) {
        return new Refused(word);
    }

    record Empty() implements Answer {}

    record Refused(ErrorWord error) implements Answer {}

    /**
     * The way into the room is free.
     *
     * @param iceServers with credentials of the participant's own
     * @param hostKey for who opened the room, else null
     * @param bypassed true for who came in by an invite, else null
     * @param reconnected true for a participant that came back, else null
     */
    record Joined(
            RtpCapabilities routerRtpCapabilities,
            TransportOptions transportOptions,
            List<IceServer> iceServers,
            List<ParticipantEntry> participants,
            RoomState roomState,
            @JsonProperty("isHost") boolean isHost,
            @Nullable String hostKey,
            @Nullable Boolean bypassed,
            @Nullable Boolean reconnected)
            implements Answer {
        @Override
        public String toString() {
            return "Joined[" + transportOptions.id() + "]";
        }
    }

    record Pending(String status) implements Answer {}

    record Done(boolean ok) implements Answer {}

    /**
     * Those who waited were let in.
     *
     * @param admitted how many
     */
    record AllAdmitted(boolean ok, int admitted) implements Answer {}

    record Waiting(List<PendingEntry> pending) implements Answer {}

    record InviteMade(String token) implements Answer {
        @Override
        public String toString() {
            return "InviteMade[]";
        }
    }

    record Invites(List<InviteEntry> invites) implements Answer {}

    record MessageSent(String messageId) implements Answer {}

    /**
     * A transport, for a participant with what leads to it.
     *
     * @param iceServers null for who only tries the network
     */
    record TransportMade(TransportOptions transportOptions, @Nullable List<IceServer> iceServers)
            implements Answer {
        @Override
        public String toString() {
            return "TransportMade[" + transportOptions.id() + "]";
        }
    }

    record Produced(String id) implements Answer {}

    record Consumed(
            String id,
            String producerId,
            MediaKind kind,
            RtpParameters rtpParameters,
            ObjectNode appData)
            implements Answer {}

    record Producers(List<ProducerEntry> producers, List<ParticipantEntry> participants)
            implements Answer {}

    record IceRestarted(IceParameters iceParameters, List<IceServer> iceServers) implements Answer {
        @Override
        public String toString() {
            return "IceRestarted[]";
        }
    }
}
