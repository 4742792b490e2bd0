package foyer.sfu.engine.turn;

import foyer.sfu.engine.MediaServerException;
import foyer.sfu.turn.RelayPeer;
import foyer.sfu.turn.RelayPeers;
import foyer.sfu.turn.TurnConfig;
import foyer.sfu.turn.TurnCredentials;
import foyer.sfu.turn.TurnLimits;
import foyer.sfu.turn.TurnSecret;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TURN server on loopback, before a peer of the test's. */
final class TinyTurn implements AutoCloseable {
    private static final String SECRET = "a secret for tests, which is long enough";

    private static final int FIRST_PORT =
            20_500 + (int) (ProcessHandle.current().pid() * 97 % 11_000);

    private final TurnHost host;
    private final InetSocketAddress address;

    private TinyTurn(TurnHost host, int port) {
        this.host = host;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Starts on the first free port. */
    static TinyTurn start(InetSocketAddress peer) throws MediaServerException {
        return start(peer, null);
    }

    static TinyTurn start(InetSocketAddress peer, @Nullable TurnTls tls)
            throws MediaServerException {
        MediaServerException last = new MediaServerException("no port tried");
        for (int port = FIRST_PORT; port < FIRST_PORT + 400; port++) {
            try {
                return start(port, peer, tls);
            } catch (MediaServerException e) {
                last = e;
            }
        }
        throw last;
    }

    static TinyTurn startAt(int port, InetSocketAddress peer) throws MediaServerException {
        return start(port, peer, null);
    }

    private static TinyTurn start(int port, InetSocketAddress peer, @Nullable TurnTls tls)
            throws MediaServerException {
        TurnConfig turn = config(peer);
        return new TinyTurn(
                TurnHost.start(
                        new TurnHostConfig(
                                List.of(InetAddress.getLoopbackAddress()), port, tls, turn)),
                port);
    }

    static TurnConfig config(InetSocketAddress peer) {
        return new TurnConfig(
                "foyer",
                new TurnSecret(SECRET),
                List.of(peer.getAddress()),
                new RelayPeers(List.of(new RelayPeer(peer, peer), next(peer))),
                TurnLimits.DEFAULT);
    }

    /** For who sends to the next port too, as for RTCP. */
    private static RelayPeer next(InetSocketAddress peer) {
        InetSocketAddress next = new InetSocketAddress(peer.getAddress(), peer.getPort() + 1);
        return new RelayPeer(next, next);
    }

    InetSocketAddress address() {
        return address;
    }

    TurnHost host() {
        return host;
    }

    TurnCredentials credentials(String id) {
        return issued(id);
    }

    /** For a server that is not started here, but has the same configuration. */
    static TurnCredentials issued(String id) {
        return new TurnSecret(SECRET).issue(id, System.currentTimeMillis() / 1_000 + 3_600);
    }

    @Override
    public void close() {
        host.close();
    }

    /**
     * Serves until its input ends, for a peer that another program is; the secret is the one above.
     *
     * @param arguments the port, the peer's address and port, and for TLS a port, a certificate and
     *     a key
     */
    public static void main(String[] arguments) throws Exception {
        InetSocketAddress peer =
                new InetSocketAddress(
                        InetAddress.getByName(arguments[1]), Integer.parseInt(arguments[2]));
        TurnTls tls =
                arguments.length < 6
                        ? null
                        : new TurnTls(
                                Integer.parseInt(arguments[3]),
                                Path.of(arguments[4]),
                                Path.of(arguments[5]));
        try (TinyTurn turn = start(Integer.parseInt(arguments[0]), peer, tls)) {
            TurnCredentials credentials = turn.credentials("check");
            System.out.println(credentials.username() + " " + credentials.credential());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
