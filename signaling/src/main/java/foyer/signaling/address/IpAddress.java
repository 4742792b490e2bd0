package foyer.signaling.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An address as a number. IPv4 in IPv6's clothes (RFC 4291 2.5.5.2) is IPv4.
 *
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the other 64 bits, or the 32 of IPv4
 */
public record IpAddress(Family family, long high, long low) {
    /** Which protocol. */
    public enum Family {
        IPV4,
        IPV6
    }

    private static final int V4_BYTES = 4;
    private static final long MAPPED = 0xffffL;

    /** Reads an address without port, brackets or zone; null for anything else. */
    public static @Nullable IpAddress parse(String text) {
        // It takes brackets and zones, which are no part of an address.
        if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return null;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        return bytes == null ? null : of(bytes);
    }

    public static IpAddress of(InetAddress address) {
        return of(address.getAddress());
    }

    private static IpAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length == V4_BYTES) {
            return v4(buffer.getInt());
        }
        long high = buffer.getLong();
        long low = buffer.getLong();
        return high == 0 && low >>> 32 == MAPPED
                ? v4((int) low)
                : new IpAddress(Family.IPV6, high, low);
    }

    private static IpAddress v4(int bits) {
        return new IpAddress(Family.IPV4, 0, Integer.toUnsignedLong(bits));
    }

    /**
     * What one subscriber has, as text: an IPv4 address, or the 64 bits of a network that a host in
     * IPv6 chooses its addresses from as it likes (RFC 7421).
     */
    public String subscriber() {
        return switch (family) {
            case IPV4 ->
                    "%d.%d.%d.%d"
                            .formatted(
                                    low >>> 24 & 0xff,
                                    low >>> 16 & 0xff,
                                    low >>> 8 & 0xff,
                                    low & 0xff);
            case IPV6 ->
                    "%x:%x:%x:%x::/64"
                            .formatted(
                                    high >>> 48 & 0xffff,
                                    high >>> 32 & 0xffff,
                                    high >>> 16 & 0xffff,
                                    high & 0xffff);
        };
    }
}
