package foyer.sfu.engine;

import foyer.sfu.router.Downlinks;

/**
 * One loop at one moment; counts are since the start.
 *
 * @param loop counted from 0
 * @param listening whether all its sockets are open
 * @param datagramsIn UDP datagrams of every kind that came
 * @param bytesIn their payload bytes
 * @param datagramsOut datagrams handed to the sockets
 * @param bytesOut their payload bytes
 * @param segmented those among them that were not sent one by one
 * @param cpuNanos CPU time of the loop's thread, the kernel's work for it included; −1 where the
 *     JVM does not tell
 * @param lagNanos how long the question waited for its turn
 * @param downlinks what its transports' downlinks are thought to carry
 * @param handedOver datagrams among those that came which belonged to another loop
 * @param pipes what crosses from here to other loops and the other way round
 */
public record LoopStats(
        int loop,
        boolean listening,
        int routers,
        int transports,
        int producers,
        int consumers,
        long datagramsIn,
        long bytesIn,
        long datagramsOut,
        long bytesOut,
        SegmentedStats segmented,
        long cpuNanos,
        long lagNanos,
        Downlinks downlinks,
        long handedOver,
        TcpStats tcp,
        PipeTraffic pipes) {}
