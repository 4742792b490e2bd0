package foyer.sfu.rtcp;

/** Takes the messages of a packet one by one. */
@FunctionalInterface
public interface RtcpSink {
    void accept(RtcpMessage message);
}
