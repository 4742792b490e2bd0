package foyer.sfu.wire;

import java.net.InetSocketAddress;

/**
 * A way between one of our addresses and one remote address.
 *
 * @param local the index of our address, given by the engine
 * @param remote where packets come from and go to
 * @param protocol a TCP connection and datagrams of the same addresses are two paths
 */
public record Path(int local, InetSocketAddress remote, TransportProtocol protocol) {
    /** A path of datagrams. */
    public Path(int local, InetSocketAddress remote) {
        this(local, remote, TransportProtocol.UDP);
    }
}
