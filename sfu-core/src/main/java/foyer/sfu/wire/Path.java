package foyer.sfu.wire;

import java.net.InetSocketAddress;

/**
 * A way between one of our sockets and one remote address.
 *
 * @param local the index of the socket, given by the engine
 * @param remote where packets come from and go to
 */
public record Path(int local, InetSocketAddress remote) {}
