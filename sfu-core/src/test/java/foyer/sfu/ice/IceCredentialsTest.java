package foyer.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.IceParameters;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IceCredentialsTest {
    @Test
    void areIceCharsOfSufficientLength() {
        IceParameters parameters = IceCredentials.random(new SecureRandom());
        // RFC 8445 5.3: at least 24 bits in the fragment, 128 in the password
        assertThat(parameters.usernameFragment()).matches("[A-Za-z0-9+/]{16}");
        assertThat(parameters.password()).matches("[A-Za-z0-9+/]{32}");
        assertThat(parameters.iceLite()).isTrue();
    }

    @Test
    void differ() {
        SecureRandom random = new SecureRandom();
        Set<String> fragments = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            fragments.add(IceCredentials.random(random).usernameFragment());
        }
        assertThat(fragments).hasSize(1000);
    }

    @Test
    void keepThePasswordOutOfLogs() {
        IceParameters parameters = IceCredentials.random(new SecureRandom());
        assertThat(parameters.toString()).doesNotContain(parameters.password());
    }
}
