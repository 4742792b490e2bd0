package foyer.signaling.doctor;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An address of this machine.
 *
 * @param network the interface's name, such as {@code eth0}
 */
record OwnAddress(String network, InetAddress address) {
    /** Networks that only reach from this machine to what runs on it. */
    private static final Pattern INNER =
            Pattern.compile(
                    "(docker|br-|podman|virbr|veth|cni|flannel|cali|lxc|lxdbr|incusbr|vmnet|vboxnet"
                            + "|kube).*");

    /** All of them that are up. */
    static List<OwnAddress> all() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(OwnAddress::isUp)
                .flatMap(network ->
                        network.inetAddresses()
                                .map(address -> new OwnAddress(network.getName(), address)))
                .toList();
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException vanished) {
            return false;
        }
    }

    /** Whether it is of a bridge to containers or virtual machines. */
    boolean isInner() {
        return INNER.matcher(network).matches();
    }
}
