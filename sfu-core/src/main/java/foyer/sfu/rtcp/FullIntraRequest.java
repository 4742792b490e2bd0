package foyer.sfu.rtcp;

import java.util.List;

/** A command to send a key frame (RFC 5104 4.3.1). */
public record FullIntraRequest(long senderSsrc, List<Entry> entries) implements RtcpMessage {
    public FullIntraRequest {
        entries = List.copyOf(entries);
    }

    /**
     * The command to one stream.
     *
     * @param sequenceNumber 0…255, the same in repetitions of one command
     */
    public record Entry(long ssrc, int sequenceNumber) {}
}
