package foyer.sfu.api;

/**
 * Which ways to a {@code WebRtcTransport} are told to its client, in mediasoup's words.
 *
 * @param enableUdp datagrams
 * @param enableTcp connections that the client opens (RFC 6544, {@code passive})
 */
public record WebRtcTransportOptions(boolean enableUdp, boolean enableTcp) {
    /** Every way there is; clients like UDP better. */
    public static final WebRtcTransportOptions ALL = new WebRtcTransportOptions(true, true);

    public WebRtcTransportOptions {
        if (!enableUdp && !enableTcp) {
            throw new IllegalArgumentException("enableUdp: false, enableTcp: false");
        }
    }
}
