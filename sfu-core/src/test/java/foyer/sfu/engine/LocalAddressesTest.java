package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.AnnouncedAddress;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalAddressesTest {
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "203.0.113.5";

    private final InetAddress here = InetAddress.ofLiteral(HERE);
    private final InetAddress elsewhere = InetAddress.ofLiteral(ELSEWHERE);

    @Test
    void bindsNoMoreThanWhatIsAnnouncedWhereThatIsOurOwn() throws Exception {
        LocalAddresses addresses =
                LocalAddresses.of(List.of(new AnnouncedAddress(HERE, 0)), List.of());
        assertThat(addresses.bound()).containsExactly(here);
    }

    @Test
    void bindsAllBehindATranslation() throws Exception {
        LocalAddresses addresses =
                LocalAddresses.of(List.of(new AnnouncedAddress(ELSEWHERE, 0)), List.of());
        assertThat(addresses.bound()).contains(here).doesNotContain(elsewhere);
    }

    @Test
    void bindsOnlyWhereItIsToListen() throws Exception {
        LocalAddresses addresses =
                LocalAddresses.of(List.of(new AnnouncedAddress(ELSEWHERE, 0)), List.of(HERE));
        assertThat(addresses.bound()).containsExactly(here);
        assertThat(addresses.announced())
                .containsExactly(new LocalAddresses.Announced(elsewhere, 0));
    }

    @Test
    void announcesWhereItListensIfNothingElseIsSaid() throws Exception {
        LocalAddresses addresses = LocalAddresses.of(List.of(), List.of(HERE));
        assertThat(addresses.bound()).containsExactly(here);
        assertThat(addresses.announced()).containsExactly(new LocalAddresses.Announced(here, 0));
    }
}
