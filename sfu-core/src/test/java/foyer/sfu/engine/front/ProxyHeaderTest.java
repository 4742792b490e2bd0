package foyer.sfu.engine.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The PROXY protocol, version 2 (section 2.2). */
class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static String header(String client, String local) throws Exception {
        return HexFormat.of()
                .formatHex(
                        ProxyHeader.of(
                                new InetSocketAddress(InetAddress.getByName(client), 50_000),
                                new InetSocketAddress(InetAddress.getByName(local), 443)));
    }

    @Test
    void namesBothEnds() throws Exception {
        assertThat(header("192.0.2.1", "203.0.113.5"))
                .isEqualTo(SIGNATURE + "2111000c" + "c0000201" + "cb007105" + "c350" + "01bb");
        assertThat(header("2001:db8::1", "2001:db8::2"))
                .isEqualTo(
                        SIGNATURE
                                + "21210024"
                                + "20010db8000000000000000000000001"
                                + "20010db8000000000000000000000002"
                                + "c350"
                                + "01bb");
    }

    @Test
    void namesNoneWhereTheyDoNotGoTogether() throws Exception {
        assertThat(header("192.0.2.1", "2001:db8::2")).isEqualTo(SIGNATURE + "21000000");
    }
}
