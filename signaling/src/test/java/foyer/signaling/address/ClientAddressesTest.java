package foyer.signaling.address;

import static foyer.signaling.address.AddressRangeTest.address;
import static foyer.signaling.address.AddressRangeTest.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
    private static final IpAddress PROXY = address("10.0.0.1");
    private static final IpAddress STRANGER = address("198.51.100.66");

    private final ClientAddresses addresses = new ClientAddresses(AddressRange.LOCAL);

    private IpAddress behindProxy(String... forwardedFor) {
        return addresses.of(PROXY, List.of(forwardedFor));
    }

    @Test
    void believeNobodyUnknown() {
        assertThat(addresses.of(STRANGER, List.of("203.0.113.9"))).isEqualTo(STRANGER);
        assertThat(new ClientAddresses(List.of()).of(PROXY, List.of("203.0.113.9")))
                .isEqualTo(PROXY);
    }

    @Test
    void believeATrustedProxy() {
        assertThat(behindProxy("203.0.113.9")).isEqualTo(address("203.0.113.9"));
        assertThat(behindProxy("2001:db8::9")).isEqualTo(address("2001:db8::9"));
        assertThat(addresses.of(address("::1"), List.of(" 203.0.113.9 ")))
                .isEqualTo(address("203.0.113.9"));
        assertThat(behindProxy()).isEqualTo(PROXY);
    }

    @Test
    void walkFromTheRightPastTrustedProxies() {
        IpAddress client = address("203.0.113.9");
        assertThat(behindProxy("203.0.113.9, 192.168.7.7, 10.9.9.9")).isEqualTo(client);
        assertThat(behindProxy("203.0.113.9", "192.168.7.7", "10.9.9.9")).isEqualTo(client);
        assertThat(behindProxy("192.168.1.2, 10.9.9.9")).isEqualTo(address("192.168.1.2"));
        assertThat(
                        new ClientAddresses(List.of(range("198.51.100.0/24")))
                                .of(STRANGER, List.of("192.168.1.2, 198.51.100.1")))
                .isEqualTo(address("192.168.1.2"));
    }

    @Test
    void doNotLookAtWhatTheClientWroteItself() {
        IpAddress client = address("203.0.113.9");
        assertThat(behindProxy("1.2.3.4, 203.0.113.9")).isEqualTo(client);
        assertThat(behindProxy("10.0.0.9, 203.0.113.9")).isEqualTo(client);
        assertThat(behindProxy("<script>, 203.0.113.9")).isEqualTo(client);
        assertThat(behindProxy("1.2.3.4", "203.0.113.9")).isEqualTo(client);
    }

    @Test
    void takeAPortAlong() {
        assertThat(behindProxy("203.0.113.9:4711")).isEqualTo(address("203.0.113.9"));
        assertThat(behindProxy("[2001:db8::9]:4711")).isEqualTo(address("2001:db8::9"));
        assertThat(behindProxy("[2001:db8::9]")).isEqualTo(address("2001:db8::9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "unknown",
                "203.0.113.9,",
                "203.0.113.9, unknown",
                "203.0.113.9, 10.0.0.300",
                "[203.0.113.9",
                "fe80::1%eth0",
                "203.0.113.9:port",
                "example.org",
                "1",
                "203.0.113"
            })
    void ignoreAHeaderThatMakesNoSense(String header) {
        assertThat(behindProxy(header)).isEqualTo(PROXY);
    }

    @Test
    void liveThroughAnyText() {
        long seed = Long.getLong("foyer.seed", 5);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String alphabet = "0123456789abcdefABCDEF:.,[]%/ \t\0xé";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(behindProxy(text.toString())).as("seed %d: %s", seed, text).isNotNull();
        }
    }
}
