package foyer.sfu.api;

/** A consumer that was made, with what its receiver must expect. */
public record ConsumerDescription(
        String id,
        String producerId,
        MediaKind kind,
        ProducerType type,
        RtpParameters rtpParameters) {}
