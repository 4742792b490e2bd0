package foyer.sfu.engine;

import foyer.sfu.api.AnnouncedAddress;
import foyer.sfu.api.MediaServerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which addresses sockets are bound to, and which clients are told. A socket on the wildcard
 * address may answer from another address than it was asked at, so each address has its own.
 */
record LocalAddresses(List<InetAddress> bound, List<Announced> announced) {
    /** An address for candidates; port 0 means the loop's own. */
    record Announced(InetAddress address, int port) {}

    static LocalAddresses of(List<AnnouncedAddress> configured, List<String> listening)
            throws MediaServerException {
        List<InetAddress> own = listening.isEmpty() ? own() : all(listening);
        if (configured.isEmpty()) {
            List<Announced> announced = new ArrayList<>();
            own.stream()
                    .filter(address -> !address.isLoopbackAddress())
                    .forEach(address -> announced.add(new Announced(address, 0)));
            if (announced.isEmpty()) {
                own.forEach(address -> announced.add(new Announced(address, 0)));
            }
            return new LocalAddresses(own, announced);
        }
        Set<Announced> announced = new LinkedHashSet<>();
        for (AnnouncedAddress address : configured) {
            for (InetAddress resolved : resolve(address.host())) {
                announced.add(new Announced(resolved, address.port()));
            }
        }
        List<InetAddress> named = announced.stream().map(Announced::address).distinct().toList();
        // Behind a NAT the way in is any of our addresses; otherwise no more is opened than told.
        boolean allOwn = listening.isEmpty() && own.containsAll(named);
        return new LocalAddresses(allOwn ? named : own, List.copyOf(announced));
    }

    /** The media ports, for each announced address and loop. */
    List<MediaAddress> media(MediaServerConfig config) {
        Set<MediaAddress> media = new LinkedHashSet<>();
        for (Announced each : announced) {
            int firstPort = each.port() == 0 ? config.rtcPort() : each.port();
            for (int loop = 0; loop < config.loops(); loop++) {
                int port = config.portOf(loop);
                media.add(
                        new MediaAddress(
                                new InetSocketAddress(
                                        each.address(), firstPort + port - config.rtcPort()),
                                new InetSocketAddress(localOf(each.address()), port)));
            }
        }
        return List.copyOf(media);
    }

    /** Which of our sockets an announced address leads to. */
    private InetAddress localOf(InetAddress announcedAddress) {
        if (bound.contains(announcedAddress)) {
            return announcedAddress;
        }
        // A NAT leads it to any of them: from this machine each is as good, and the loopback
        // nearest.
        return bound.stream()
                .filter(address -> address.getClass() == announcedAddress.getClass())
                .min(Comparator.comparing(address -> !address.isLoopbackAddress()))
                .orElseGet(bound::getFirst);
    }

    private static List<InetAddress> all(List<String> listening) throws MediaServerException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : listening) {
            addresses.addAll(List.of(resolve(literal)));
        }
        return addresses.stream().distinct().toList();
    }

    private static InetAddress[] resolve(String host) throws MediaServerException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new MediaServerException(
                    "address " + host + " cannot be resolved: check the name or give an IP", e);
        }
    }

    private static List<InetAddress> own() throws MediaServerException {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    // Link-local addresses need a zone that a remote browser cannot know.
                    .filter(address -> !address.isLinkLocalAddress())
                    .filter(address -> !address.isMulticastAddress())
                    .distinct()
                    .toList();
        } catch (SocketException e) {
            throw new MediaServerException("the machine's addresses cannot be listed", e);
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            // An interface that vanished while we looked.
            return false;
        }
    }
}
