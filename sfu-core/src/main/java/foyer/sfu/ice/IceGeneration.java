package foyer.sfu.ice;

import foyer.sfu.api.IceParameters;
import java.nio.charset.StandardCharsets;

/** The credentials between two restarts, as bytes to compare and to sign with. */
final class IceGeneration {
    private final IceParameters parameters;
    private final byte[] usernamePrefix;
    private final byte[] key;

    IceGeneration(IceParameters parameters) {
        if (parameters.usernameFragment().isEmpty() || parameters.password().isEmpty()) {
            throw new IllegalArgumentException("iceParameters: " + parameters);
        }
        this.parameters = parameters;
        usernamePrefix = (parameters.usernameFragment() + ":").getBytes(StandardCharsets.US_ASCII);
        // RFC 8489 9.1.1: the key of a short-term credential is the password, here ASCII
        key = parameters.password().getBytes(StandardCharsets.US_ASCII);
    }

    IceParameters parameters() {
        return parameters;
    }

    byte[] key() {
        return key;
    }

    boolean isAddressed(StunMessage request) {
        return request.usernameStartsWith(usernamePrefix);
    }
}
