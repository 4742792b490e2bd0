package foyer.signaling.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import foyer.sfu.api.IceParameters;
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

    static Answer refused(ErrorWord word) {
        return new Refused(word);
    }

    record Empty() implements Answer {}

    record Refused(ErrorWord error) implements Answer {}

    /**
     * The way into the room is free.
     *
     * @param reconnected true for a participant that came back, else null
     */
    record Joined(
            RtpCapabilities routerRtpCapabilities,
            TransportOptions transportOptions,
            List<ParticipantEntry> participants,
            @JsonProperty("isHost") boolean isHost,
            @Nullable Boolean reconnected)
            implements Answer {}

    record TransportMade(TransportOptions transportOptions) implements Answer {}

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

    record IceRestarted(IceParameters iceParameters) implements Answer {}
}
