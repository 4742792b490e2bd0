package foyer.signaling.debug;

import foyer.sfu.router.DownlinkStats;
import foyer.sfu.router.RouterStats;
import foyer.signaling.media.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One transport.
 *
 * @param loop that it is on, counted from 0
 * @param direction as its client sees it: {@code send} or {@code receive}
 * @param path null while there is none
 * @param rttMs null while it is not known
 * @param downlink null where the client only sends
 */
public record TransportReport(
        String id,
        int loop,
        String direction,
        String state,
        String iceState,
        String dtlsState,
        @Nullable PathReport path,
        @Nullable Double rttMs,
        @Nullable DownlinkReport downlink) {
    /**
     * The way that packets take.
     *
     * @param local our end, address and port; null where it is not known
     * @param remote the client's end, as we see it
     */
    public record PathReport(@Nullable String protocol, @Nullable String local, String remote) {}

    /**
     * What the way to a receiver is thought to carry, and what becomes of it.
     *
     * @param basis what the estimate rests on: {@code start} (nothing yet), {@code remb}, {@code
     *     feedback}
     * @param arrivedBps what arrives; null while it is not known
     * @param budgetBps what all videos had together last; null while there are none to divide it
     * @param reservedBps what audio and repairs had before
     * @param allottedBps what the videos' parts of the budget take
     * @param spentBps what was sent over the last second, repairs and probes not included
     * @param lossShare lost lately before repair, 0…1
     */
    public record DownlinkReport(
            String basis,
            long estimateBps,
            @Nullable Long arrivedBps,
            @Nullable Long budgetBps,
            long reservedBps,
            long allottedBps,
            long spentBps,
            double lossShare,
            PacerReport pacer) {}

    /**
     * Packets that wait for their turn.
     *
     * @param longestWaitMs the longest that one waited so far
     * @param droppedPackets because too many waited
     */
    public record PacerReport(
            int packets, int bytes, double longestWaitMs, long droppedPackets, long probeBytes) {}

    static TransportReport of(
            Setting.Seat seat, RouterStats.TransportStats transport, Figures figures) {
        Direction direction = seat.transports().getOrDefault(transport.id(), Direction.SEND);
        return new TransportReport(
                transport.id(),
                transport.loop(),
                Figures.word(direction),
                Figures.word(transport.state()),
                transport.iceState(),
                transport.dtlsState(),
                path(transport.path()),
                Figures.known(transport.rttMillis()),
                switch (direction) {
                    case SEND -> null;
                    case RECEIVE -> downlink(transport, figures);
                });
    }

    private static @Nullable PathReport path(RouterStats.@Nullable PathStats path) {
        if (path == null) {
            return null;
        }
        RouterStats.SocketName local = path.local();
        String remote = endpoint(path.remoteAddress(), path.remotePort());
        return local == null
                ? new PathReport(null, null, remote)
                : new PathReport(local.protocol(), endpoint(local.address(), local.port()), remote);
    }

    private static String endpoint(String address, int port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    private static DownlinkReport downlink(RouterStats.TransportStats transport, Figures figures) {
        DownlinkStats downlink = transport.downlink();
        return new DownlinkReport(
                Figures.word(downlink.basis()),
                downlink.estimateBps(),
                downlink.arrivedBps() == 0 ? null : (Long) downlink.arrivedBps(),
                Figures.known(downlink.budgetBps()),
                downlink.reservedBps(),
                downlink.shares().stream().mapToLong(TransportReport::bps).sum(),
                figures.consumersOn(transport.id()).stream()
                        .mapToLong(consumer -> consumer.send().bitsPerSecond())
                        .sum(),
                Figures.rounded(downlink.lossShare()),
                new PacerReport(
                        downlink.waitingPackets(),
                        downlink.waitingBytes(),
                        Figures.rounded(downlink.longestWaitMillis()),
                        downlink.droppedPackets(),
                        downlink.probeBytes()));
    }

    private static long bps(DownlinkStats.Share share) {
        var rung = share.rung();
        return rung == null ? 0 : rung.bitrateBps();
    }
}
