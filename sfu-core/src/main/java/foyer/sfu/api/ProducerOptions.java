package foyer.sfu.api;

/** What a transport is asked to receive. */
public record ProducerOptions(MediaKind kind, RtpParameters rtpParameters, Start start) {}
