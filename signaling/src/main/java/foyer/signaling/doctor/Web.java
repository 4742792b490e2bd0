package foyer.signaling.doctor;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a site for a page, at one of its addresses. */
@FunctionalInterface
interface Web {
    /** The answer to a GET; waits for seconds at most. */
    Sighting get(Site site, InetAddress address, String path, Map<String, String> headers);

    /** What became of it. */
    sealed interface Sighting {}

    /** Nothing that speaks this protocol, for this reason. */
    record Unreachable(String reason) implements Sighting {}

    /**
     * An answer.
     *
     * @param certificate what the site proved itself by; null without encryption
     */
    record Answered(int status, String body, @Nullable Certificate certificate)
            implements Sighting {}

    /** Whether this machine believes the authority. */
    enum Trust {
        TRUSTED,
        UNTRUSTED
    }

    /**
     * A certificate that was shown, whether it is believed or not.
     *
     * @param names whom it is for: DNS names, with their wildcards, and addresses
     */
    record Certificate(
            Instant notBefore, Instant notAfter, List<String> names, String issuer, Trust trust) {
        public Certificate {
            names = List.copyOf(names);
        }

        /** RFC 6125 6.4: a wildcard stands for one label, the leftmost. */
        boolean isFor(String host) {
            int dot = host.indexOf('.');
            String wild = dot < 0 ? host : "*" + host.substring(dot);
            return names.stream()
                    .anyMatch(name -> name.equalsIgnoreCase(host) || name.equalsIgnoreCase(wild));
        }
    }
}
