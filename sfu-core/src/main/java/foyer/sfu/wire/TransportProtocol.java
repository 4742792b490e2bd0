package foyer.sfu.wire;

/** What carries packets between us and a peer. */
public enum TransportProtocol {
    UDP,
    TCP
}
