package foyer.signaling.doctor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Over real sockets, by HTTP/1.1. Believes every certificate, as it is there to be looked at; it
 * has nothing to say that would be a secret.
 */
final class WebCall implements Web {
    private static final int MAX_LINE_BYTES = 8 << 10;
    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final int MAX_HEADERS = 100;
    private static final int SWITCHING = 101;

    private final int patienceMillis;
    private final Authorities authorities;

    WebCall(int patienceMillis, Authorities authorities) {
        this.patienceMillis = patienceMillis;
        this.authorities = authorities;
    }

    @Override
    public Sighting get(Site site, InetAddress address, String path, Map<String, String> headers) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, site.port()), patienceMillis);
            plain.setSoTimeout(patienceMillis);
            if (!site.isSecure()) {
                return ask(plain, site, path, headers, null);
            }
            Authorities.Witness witness = authorities.witness();
            try (SSLSocket secure = witness.over(plain, site)) {
                secure.startHandshake();
                return ask(secure, site, path, headers, witness.certificate());
            }
        } catch (IOException unreachable) {
            return new Unreachable(
                    Optional.ofNullable(unreachable.getMessage())
                            .orElse(unreachable.getClass().getSimpleName()));
        }
    }

    private static Answered ask(
            Socket socket,
            Site site,
            String path,
            Map<String, String> headers,
            @Nullable Certificate certificate)
            throws IOException {
        StringBuilder request =
                new StringBuilder("GET ")
                        .append(path)
                        .append(" HTTP/1.1\r\nHost: ")
                        .append(site.origin().substring(site.scheme().length() + 3))
                        .append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Connection")) {
            request.append("Connection: close\r\n");
        }
        socket.getOutputStream()
                .write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int status = status(line(in));
        int length = skipHeaders(in);
        return new Answered(status, status == SWITCHING ? "" : body(in, length), certificate);
    }

    private static int status(String line) throws IOException {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
            throw new IOException("something that is no web server answers there");
        }
        return Integer.parseInt(words[1]);
    }

    /** How long the body is said to be. */
    private static int skipHeaders(InputStream in) throws IOException {
        int length = MAX_BODY_BYTES;
        for (int i = 0; i < MAX_HEADERS; i++) {
            String header = line(in);
            if (header.isEmpty()) {
                return length;
            }
            String[] parts = header.split(":", 2);
            if (parts.length == 2
                    && parts[0].equalsIgnoreCase("Content-Length")
                    && parts[1].strip().matches("\\d{1,5}")) {
                length = Math.min(MAX_BODY_BYTES, Integer.parseInt(parts[1].strip()));
            }
        }
        throw new IOException("its answer has no end");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it hangs up without an answer");
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw new IOException("something that is no web server answers there");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static String body(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
