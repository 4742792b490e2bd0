package foyer.signaling.doctor;

import foyer.signaling.doctor.Web.Certificate;
import foyer.signaling.doctor.Web.Trust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which authorities are believed: those that Java knows, or those of a store. */
final class Authorities {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509TrustManager judge;

    private Authorities(X509TrustManager judge) {
        this.judge = judge;
    }

    /** Those of a store; null for Java's own. */
    static Authorities of(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager judge) {
                    return new Authorities(judge);
                }
            }
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java cannot judge certificates", broken);
        }
        throw new IllegalStateException("this Java has no judge of certificates");
    }

    Witness witness() {
        return new Witness(judge);
    }

    /** Lets a connection be, whatever is shown, and remembers what was shown. */
    static final class Witness implements X509TrustManager {
        private final X509TrustManager judge;
        private @Nullable Certificate certificate;

        private Witness(X509TrustManager judge) {
            this.judge = judge;
        }

        /** What the server showed. */
        @Nullable Certificate certificate() {
            return certificate;
        }

        /** A connection that names the site (RFC 6066 3) and takes {@code plain} over. */
        SSLSocket over(Socket plain, Site site) throws IOException {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {this}, null);
                SSLSocket socket =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(plain, site.host(), site.port(), true);
                SSLParameters parameters = socket.getSSLParameters();
                // As browsers do: without it a port that is shared takes this for TURN.
                parameters.setApplicationProtocols(new String[] {"http/1.1"});
                if (site.isName()) {
                    // By itself Java names no host without a dot, such as one of a local network.
                    parameters.setServerNames(List.of(new SNIHostName(site.host())));
                }
                socket.setSSLParameters(parameters);
                return socket;
            } catch (GeneralSecurityException broken) {
                throw new IOException("this Java cannot encrypt", broken);
            } catch (IllegalArgumentException malformed) { // a name with two dots in a row
                throw new IOException("no server can be asked for this name", malformed);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType)
                throws CertificateException {
            Trust trust;
            try {
                judge.checkServerTrusted(chain, authType);
                trust = Trust.TRUSTED;
            } catch (CertificateException doubted) {
                trust = Trust.UNTRUSTED;
            }
            X509Certificate leaf = chain[0];
            certificate =
                    new Certificate(
                            leaf.getNotBefore().toInstant(),
                            leaf.getNotAfter().toInstant(),
                            names(leaf),
                            leaf.getIssuerX500Principal().getName(),
                            trust);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType)
                throws CertificateException {
            judge.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return judge.getAcceptedIssuers();
        }
    }

    private static List<String> names(X509Certificate leaf) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.getFirst() instanceof Integer type
                        && (type == DNS_NAME || type == IP_ADDRESS)) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        }
        return names;
    }
}
