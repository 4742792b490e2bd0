package foyer.sfu.engine;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.MediaServerConfig;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.engine.Sockets.Sharing;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens what a server's loops listen on. With one port in all each loop has a UDP socket on it
 * still, and the first loop alone accepts TCP connections.
 */
final class Ports {
    private final NetworkIo io;
    private final UdpReceiving receiving;
    private final LocalAddresses addresses;
    private final MediaServerConfig config;
    private final List<Channel> opened = new ArrayList<>();

    Ports(
            NetworkIo io,
            UdpReceiving receiving,
            LocalAddresses addresses,
            MediaServerConfig config) {
        this.io = io;
        this.receiving = receiving;
        this.addresses = addresses;
        this.config = config;
    }

    /**
     * Opens all.
     *
     * @throws MediaServerException when one cannot be had; none is open then
     */
    void open(List<Loop> loops) throws MediaServerException {
        boolean shared = config.ports() == RtcPorts.ONE_IN_ALL && loops.size() > 1;
        try {
            if (shared) {
                for (InetAddress address : addresses.bound()) {
                    Sockets.expectFree(new InetSocketAddress(address, config.rtcPort()));
                }
                loops.forEach(loop -> loop.sharePort(loops));
            }
            for (Loop loop : loops) {
                open(loop, shared ? Sharing.SHARED : Sharing.ALONE);
            }
        } catch (MediaServerException | RuntimeException e) {
            opened.forEach(channel -> channel.close().awaitUninterruptibly());
            throw e;
        }
    }

    private void open(Loop loop, Sharing sharing) throws MediaServerException {
        int port = config.portOf(loop.index());
        List<InetSocketAddress> own = new ArrayList<>();
        List<Channel> udp = new ArrayList<>();
        List<Channel> listeners = new ArrayList<>();
        for (int local = 0; local < addresses.bound().size(); local++) {
            InetSocketAddress address = new InetSocketAddress(addresses.bound().get(local), port);
            own.add(address);
            if (config.ways().enableUdp()) {
                udp.add(openUdp(loop, address, sharing, local));
            }
            if (config.ways().enableTcp() && (sharing == Sharing.ALONE || loop.index() == 0)) {
                listeners.add(openTcp(loop, address, local));
            }
        }
        if (config.frontPort() != 0) {
            addresses
                    .bound()
                    .forEach(
                            address -> own.add(new InetSocketAddress(address, config.frontPort())));
        }
        loop.opened(own, udp, listeners, candidates(port));
    }

    private List<IceCandidate> candidates(int port) {
        List<IceCandidate> candidates =
                new ArrayList<>(
                        Candidates.of(
                                addresses.announced(),
                                config.rtcPort(),
                                port - config.rtcPort(),
                                config.ways()));
        if (config.frontPort() != 0 && config.ways().enableTcp()) {
            candidates.addAll(Candidates.atFront(addresses.announced(), config.frontPort()));
        }
        return List.copyOf(candidates);
    }

    private Channel openUdp(Loop loop, InetSocketAddress address, Sharing sharing, int local)
            throws MediaServerException {
        LoopSocket socket = new LoopSocket(loop, local, receiving);
        Channel channel = Sockets.bind(io, loop.eventLoop(), address, sharing, socket);
        opened.add(channel);
        receiving.start(channel, loop, local);
        return channel;
    }

    private Channel openTcp(Loop loop, InetSocketAddress address, int local)
            throws MediaServerException {
        Channel channel =
                Sockets.listen(io, loop.eventLoop(), address, new TcpListener(loop, local));
        opened.add(channel);
        return channel;
    }
}
