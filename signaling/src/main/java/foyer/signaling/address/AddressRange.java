package foyer.signaling.address;

import foyer.signaling.address.IpAddress.Family;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin alike.
 *
 * @param prefixBits how many bits of {@code base} count
 */
public record AddressRange(IpAddress base, int prefixBits) {
    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f:.]+)(?:/(\\d{1,3}))?");
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;

    /** This machine and the networks around it: RFC 1122 3.2.1.3, 1918 3, 4193 3, 4291 2.5. */
    public static final List<AddressRange> LOCAL =
            Stream.of(
                            "127.0.0.0/8",
                            "::1",
                            "10.0.0.0/8",
                            "172.16.0.0/12",
                            "192.168.0.0/16",
                            "fc00::/7",
                            "fe80::/10")
                    .map(text -> Objects.requireNonNull(parse(text)))
                    .toList();

    /** Reads {@code 192.0.2.7}, {@code 192.0.2.0/24} or the like of IPv6; null for all else. */
    public static @Nullable AddressRange parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        IpAddress base = matcher.matches() ? IpAddress.parse(matcher.group(1)) : null;
        if (base == null) {
            return null;
        }
        int most = base.family() == Family.IPV4 ? V4_BITS : V6_BITS;
        String prefix = matcher.group(2);
        int bits = prefix == null ? most : Integer.parseInt(prefix);
        return bits > most ? null : new AddressRange(base, bits);
    }

    public static boolean anyContains(List<AddressRange> ranges, IpAddress address) {
        for (AddressRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    public boolean contains(IpAddress address) {
        if (address.family() != base.family()) {
            return false;
        }
        if (base.family() == Family.IPV4) {
            return alike(base.low() << V4_BITS, address.low() << V4_BITS, prefixBits);
        }
        return alike(base.high(), address.high(), Math.min(prefixBits, Long.SIZE))
                && alike(base.low(), address.low(), Math.max(0, prefixBits - Long.SIZE));
    }

    /** Whether the first bits of both are the same. */
    private static boolean alike(long one, long other, int bits) {
        // A shift by 64 is one by 0.
        return bits == 0 || (one ^ other) >>> (Long.SIZE - bits) == 0;
    }
}
