package foyer.signaling.app;

import foyer.sfu.api.IceServer;
import foyer.sfu.engine.MediaAddress;
import foyer.sfu.engine.MediaServer;
import foyer.sfu.engine.MediaServerException;
import foyer.sfu.engine.turn.TurnHost;
import foyer.sfu.engine.turn.TurnHostConfig;
import foyer.sfu.engine.turn.TurnReport;
import foyer.sfu.engine.turn.TurnTls;
import foyer.sfu.turn.RelayPeer;
import foyer.sfu.turn.RelayPeers;
import foyer.sfu.turn.TurnConfig;
import foyer.sfu.turn.TurnCredentials;
import foyer.sfu.turn.TurnLimits;
import foyer.sfu.turn.TurnSecret;
import foyer.signaling.media.IceServers;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TURN as this process has it: its own server, another one's address, or neither. */
final class Turn implements IceServers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private static final String REALM = "foyer";

    private final @Nullable TurnHost host;
    private final List<String> urls;
    private final TurnSecret secret;
    private final long lifeSeconds;

    private Turn(@Nullable TurnHost host, List<String> urls, TurnSecret secret, long lifeSeconds) {
        this.host = host;
        this.urls = urls;
        this.secret = secret;
        this.lifeSeconds = lifeSeconds;
    }

    /**
     * Starts it beside the media server.
     *
     * @param shared with who checks credentials: us, or another server
     * @throws MediaServerException when a port or the certificate cannot be had
     */
    static Turn start(Configuration configuration, MediaServer media, Secret shared)
            throws MediaServerException {
        TurnWays ways = configuration.rtc().turn();
        TurnSecret secret = new TurnSecret(shared.text());
        TurnWays.OwnServer server = ways.server();
        long lifeSeconds = ways.credentialsLife().toSeconds();
        List<MediaAddress> peers = media.mediaAddresses();
        if (server == null || peers.isEmpty()) {
            if (server != null) {
                LOG.warn("TURN is off: it relays to media over UDP, and that is off");
            }
            return new Turn(null, server == null ? ways.urls() : List.of(), secret, lifeSeconds);
        }
        List<String> urls =
                ways.urls().isEmpty()
                        ? TurnUrls.of(
                                server,
                                configuration.announcedAddresses(),
                                peers,
                                configuration.rtc().frontPort())
                        : ways.urls();
        TurnHost host = TurnHost.start(config(server, media.localAddresses(), peers, secret));
        return new Turn(host, urls, secret, lifeSeconds);
    }

    private static TurnHostConfig config(
            TurnWays.OwnServer server,
            List<InetAddress> local,
            List<MediaAddress> peers,
            TurnSecret secret) {
        TurnWays.Tls tls = server.tls();
        return new TurnHostConfig(
                local,
                server.port(),
                tls == null ? null : new TurnTls(tls.port(), tls.certificate(), tls.key()),
                new TurnConfig(
                        REALM,
                        secret,
                        peers.stream()
                                .map(peer -> peer.announced().getAddress())
                                .distinct()
                                .toList(),
                        new RelayPeers(
                                peers.stream()
                                        .map(peer -> new RelayPeer(peer.announced(), peer.local()))
                                        .toList()),
                        TurnLimits.DEFAULT));
    }

    @Override
    public List<IceServer> of(String participantId, long wallMillis) {
        if (urls.isEmpty()) {
            return List.of();
        }
        TurnCredentials credentials =
                secret.issue(
                        participantId, TimeUnit.MILLISECONDS.toSeconds(wallMillis) + lifeSeconds);
        return List.of(new IceServer(urls, credentials.username(), credentials.credential()));
    }

    /** Our own server, null for none. */
    @Nullable TurnHost host() {
        return host;
    }

    TurnReport report() {
        TurnHost running = host;
        return running == null ? TurnReport.NONE : running.report();
    }

    @Override
    public void close() {
        TurnHost running = host;
        if (running != null) {
            running.close();
        }
    }
}
