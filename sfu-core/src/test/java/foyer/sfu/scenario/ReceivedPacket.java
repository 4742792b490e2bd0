package foyer.sfu.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A packet as a consumer's receiver has it.
 *
 * @param sequence extended
 * @param repair whether it came as a retransmission
 * @param video null for audio and for an empty packet
 * @param audio null for video
 */
record ReceivedPacket(
        long sequence,
        long timestamp,
        boolean marker,
        long arrivalNanos,
        boolean repair,
        int payloadHash,
        int pictureId,
        int tl0PicIdx,
        TestMedia.@Nullable VideoFacts video,
        TestMedia.@Nullable AudioFacts audio) {
    /** It carries nothing: there is nothing to be had under its number. */
    boolean isEmpty() {
        return video == null && audio == null;
    }
}
