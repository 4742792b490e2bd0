package foyer.sfu.api;

import java.util.List;

/**
 * How a media server is set up.
 *
 * @param loops threads that carry media
 * @param rtcPort the port of the first loop, for UDP and TCP
 * @param announcedAddresses told to clients; none means the machine's own addresses
 * @param recordingBytesPerRouter memory for the newest packets of each router, headers only, so
 *     that a call that went wrong can be played again; 0 records nothing
 * @param ports whether further loops take further ports
 * @param ways what is opened and, where a transport says nothing else, told to clients
 * @param srtpCipher whose ciphers protect media
 * @param listenAddresses of this machine, that sockets are bound to; none means those announced
 *     where all of them are the machine's own, otherwise all
 * @param frontPort where somebody accepts TCP connections for all loops, told to clients too; 0 for
 *     none
 * @param consumersPerLoop from which on a loop takes no more of a room's transports, which then go
 *     to another loop; 0: a room stays on its loop
 */
public record MediaServerConfig(
        int loops,
        int rtcPort,
        List<AnnouncedAddress> announcedAddresses,
        int recordingBytesPerRouter,
        RtcPorts ports,
        WebRtcTransportOptions ways,
        SrtpCipher srtpCipher,
        List<String> listenAddresses,
        int frontPort,
        int consumersPerLoop) {
    /**
     * About what half a core forwards: 60 to 70 packets a second each, as sound, small and large
     * pictures are in the mean.
     */
    public static final int DEFAULT_CONSUMERS_PER_LOOP = 1_500;

    /** Rooms are never on several loops. */
    public static final int ROOMS_STAY = 0;

    /** About 20 s of a call of two in high definition; a packet costs 20 to 30 ns each way. */
    public static final int DEFAULT_RECORDING_BYTES = 1 << 20;

    /**
     * Asked of the kernel for each UDP socket, each way; it gives less where its limit is lower.
     */
    public static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private static final int MAX_RECORDING_BYTES = 1 << 27;

    public MediaServerConfig {
        if (loops < 1 || loops > 1024) {
            throw new IllegalArgumentException("loops: " + loops);
        }
        int lastPort = ports == RtcPorts.ONE_IN_ALL ? rtcPort : rtcPort + loops - 1;
        if (rtcPort < 1 || lastPort > 65_535) {
            throw new IllegalArgumentException("rtcPort: " + rtcPort + ", loops: " + loops);
        }
        if (recordingBytesPerRouter < 0 || recordingBytesPerRouter > MAX_RECORDING_BYTES) {
            throw new IllegalArgumentException(
                    "recordingBytesPerRouter: " + recordingBytesPerRouter);
        }
        if (frontPort < 0 || frontPort > 65_535) {
            throw new IllegalArgumentException("frontPort: " + frontPort);
        }
        if (consumersPerLoop < 0) {
            throw new IllegalArgumentException("consumersPerLoop: " + consumersPerLoop);
        }
        announcedAddresses = List.copyOf(announcedAddresses);
        listenAddresses = List.copyOf(listenAddresses);
    }

    /** With a loop's usual limit, and nobody that accepts connections for the loops. */
    public MediaServerConfig(
            int loops,
            int rtcPort,
            List<AnnouncedAddress> announcedAddresses,
            int recordingBytesPerRouter,
            RtcPorts ports,
            WebRtcTransportOptions ways,
            SrtpCipher srtpCipher,
            List<String> listenAddresses) {
        this(
                loops,
                rtcPort,
                announcedAddresses,
                recordingBytesPerRouter,
                ports,
                ways,
                srtpCipher,
                listenAddresses,
                0,
                DEFAULT_CONSUMERS_PER_LOOP);
    }

    /** With the ciphers that are the cheapest, listening where the announced addresses say. */
    public MediaServerConfig(
            int loops,
            int rtcPort,
            List<AnnouncedAddress> announcedAddresses,
            int recordingBytesPerRouter,
            RtcPorts ports,
            WebRtcTransportOptions ways) {
        this(
                loops,
                rtcPort,
                announcedAddresses,
                recordingBytesPerRouter,
                ports,
                ways,
                SrtpCipher.AUTO,
                List.of());
    }

    /** With a port for each loop and every way to it. */
    public MediaServerConfig(
            int loops,
            int rtcPort,
            List<AnnouncedAddress> announcedAddresses,
            int recordingBytesPerRouter) {
        this(
                loops,
                rtcPort,
                announcedAddresses,
                recordingBytesPerRouter,
                RtcPorts.ONE_PER_LOOP,
                WebRtcTransportOptions.ALL);
    }

    /** With a recording of the default size. */
    public MediaServerConfig(int loops, int rtcPort, List<AnnouncedAddress> announcedAddresses) {
        this(loops, rtcPort, announcedAddresses, DEFAULT_RECORDING_BYTES);
    }

    /** The port of a loop. */
    public int portOf(int loop) {
        return ports == RtcPorts.ONE_IN_ALL ? rtcPort : rtcPort + loop;
    }
}
