package foyer.load.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BindingCheckTest {
    private static final RemoteTransport REMOTE =
            new RemoteTransport("id", "abcd", "secretsecretsecretsecret", List.of(), List.of());

    @Test
    void nominatesInASignedRequest() {
        BindingCheck check = new BindingCheck(REMOTE, "xy", new Random(1));
        String request = HexFormat.of().formatHex(check.request());
        assertThat(request)
                .startsWith("0001") // binding request
                .contains("2112a442") // magic cookie
                .contains("00060007" + "616263643a787900") // USERNAME abcd:xy, padded
                .contains("802a0008") // ICE-CONTROLLING
                .contains("002400047effffff") // PRIORITY
                .contains("00250000" + "00080014"); // USE-CANDIDATE, MESSAGE-INTEGRITY
    }

    @Test
    void takesNoOtherMessageForAnAnswer() {
        BindingCheck check = new BindingCheck(REMOTE, "xy", new Random(1));
        byte[] request = check.request();
        assertThat(check.isAnsweredBy(request)).isFalse();
        request[0] = 1;
        request[1] = 1;
        // The right type and transaction, but signed as a request.
        assertThat(check.isAnsweredBy(request)).isFalse();
        for (int bytes = 0; bytes < request.length; bytes++) {
            assertThat(check.isAnsweredBy(Arrays.copyOf(request, bytes))).isFalse();
        }
    }
}
