package foyer.sfu.api;

/** What a transport is asked to send. */
public record ConsumerOptions(String producerId, RtpCapabilities rtpCapabilities, Start start) {}
