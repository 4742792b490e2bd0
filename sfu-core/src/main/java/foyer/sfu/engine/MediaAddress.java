package foyer.sfu.engine;

import java.net.InetSocketAddress;

/**
 * A UDP port of media.
 *
 * @param announced as clients are told
 * @param local where it is reached from this machine
 */
public record MediaAddress(InetSocketAddress announced, InetSocketAddress local) {}
