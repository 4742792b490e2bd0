package foyer.signaling.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where names lead. */
@FunctionalInterface
interface Resolver {
    /** The addresses of a name, or the one that an address says. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
