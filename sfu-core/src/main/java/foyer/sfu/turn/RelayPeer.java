package foyer.sfu.turn;

import java.net.InetSocketAddress;

/**
 * Somebody that may be relayed to.
 *
 * @param address as clients name it
 * @param target where it is reached from here
 */
public record RelayPeer(InetSocketAddress address, InetSocketAddress target) {
    public RelayPeer {
        if (address.isUnresolved() || target.isUnresolved()) {
            throw new IllegalArgumentException("address: " + address + ", target: " + target);
        }
    }
}
