package foyer.sfu.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a transport can be reached (RFC 8839 5.1).
 *
 * @param ip the address, under the name that older clients read
 * @param address the same address
 * @param protocol {@code udp} or {@code tcp}
 * @param type always {@code host}: we are ICE-lite
 * @param tcpType {@code passive} for TCP, else null
 */
public record IceCandidate(
        String foundation,
        long priority,
        String ip,
        String address,
        String protocol,
        int port,
        String type,
        @Nullable String tcpType) {}
