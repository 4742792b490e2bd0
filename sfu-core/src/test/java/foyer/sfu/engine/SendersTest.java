package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.Path;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as the kernel gives them, by which datagrams came. */
class SendersTest {
    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int OFFSET = 32;

    private final Senders senders = new Senders(3);
    private final ByteBuffer names = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());

    private Path path(String address, int port, int scope) {
        byte[] ip = InetAddress.ofLiteral(address).getAddress();
        boolean isWide = address.indexOf(':') >= 0;
        names.putShort(OFFSET, isWide ? AF_INET6 : AF_INET);
        names.put(OFFSET + 2, (byte) (port >>> 8)).put(OFFSET + 3, (byte) port);
        if (!isWide) {
            names.put(OFFSET + 4, ip);
        } else if (ip.length == 4) {
            names.putLong(OFFSET + 8, 0).putInt(OFFSET + 16, 0);
            names.putShort(OFFSET + 18, (short) -1).put(OFFSET + 20, ip);
        } else {
            names.put(OFFSET + 8, ip);
        }
        names.putInt(OFFSET + 24, scope);
        return senders.path(names, OFFSET);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 40000, 192.0.2.7",
        "255.255.255.255, 65535, 255.255.255.255",
        "2001:db8::1, 9, 2001:db8::1",
        // RFC 4291 2.5.5.2: a socket for both says so of IPv4.
        "::ffff:192.0.2.7, 50000, 192.0.2.7"
    })
    void isWhoTheKernelSays(String address, int port, String expected) {
        Path path = path(address, port, 0);
        assertThat(path)
                .isEqualTo(
                        new Path(3, new InetSocketAddress(InetAddress.ofLiteral(expected), port)));
        assertThat(path(address, port, 0)).isSameAs(path);
    }

    @Test
    void linkLocalAddressesHaveTheirNetwork() {
        assertThat(scope(path("fe80::1", 4000, 1))).isEqualTo(1);
        assertThat(scope(path("fe80::1", 4000, 2))).isEqualTo(2);
    }

    private static int scope(Path path) {
        return ((Inet6Address) path.remote().getAddress()).getScopeId();
    }

    @Test
    void manyAreKnownAndMoreAreForgotten() {
        Path[] known = new Path[4096];
        for (int i = 0; i < known.length; i++) {
            known[i] = path("192.0.2." + (i & 255), 10_000 + i, 0);
        }
        for (int i = 0; i < known.length; i++) {
            assertThat(path("192.0.2." + (i & 255), 10_000 + i, 0)).isSameAs(known[i]);
        }
        // An address is not what it is to another port.
        assertThat(path("192.0.2.0", 9_999, 0).remote().getPort()).isEqualTo(9_999);
        Path again = path("192.0.2.0", 10_000, 0);
        assertThat(again).isEqualTo(known[0]).isNotSameAs(known[0]);
    }
}
