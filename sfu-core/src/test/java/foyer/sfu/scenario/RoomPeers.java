package foyer.sfu.scenario;

import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceParameters;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.Start;
import foyer.sfu.ice.StunClient;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.PipeSource;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterOutput;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The peers of a router in a benchmark, without a network: transports are made, checked and given
 * keys by calls. Nobody says what arrives, so nothing is held back. Belongs to the router's thread.
 */
public final class RoomPeers {
    static final String RID = "f";

    private static final RtpCapabilities CAPABILITIES = SupportedCapabilities.routerCapabilities();

    private final Router router;
    private final RouterOutput out;
    private final SplittableRandom random;
    private final Map<String, Path> paths = new LinkedHashMap<>();

    /** Of a router that has nobody yet. */
    public RoomPeers(Router router, RouterOutput out, long seed) {
        this.router = router;
        this.out = out;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Somebody is there, reached over a path.
     *
     * @return the keys as the router has them
     */
    public SrtpKeys join(String id, Path path, long nowNanos) {
        IceParameters credentials = credentials(id);
        router.apply(new RouterCommand.CreateTransport(id, credentials), nowNanos, out);
        router.apply(
                new RouterCommand.ConnectTransport(
                        id, new DtlsParameters(DtlsRole.CLIENT, List.of())),
                nowNanos,
                out);
        paths.put(id, path);
        check(id, path, nowNanos);
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        SrtpKeys keys =
                new SrtpKeys(
                        profile,
                        bytes(profile.keyBytes()),
                        bytes(profile.saltBytes()),
                        bytes(profile.keyBytes()),
                        bytes(profile.saltBytes()));
        router.handshakeDone(id, keys, nowNanos, out);
        return keys;
    }

    /** Somebody sends what {@link PreparedVideo} makes. */
    public ProducerOptions produce(String id, String producerId, long nowNanos) {
        ProducerOptions options =
                new ProducerOptions(
                        MediaKind.VIDEO,
                        PeerParameters.video("1", id, List.of(RID)),
                        Start.RUNNING);
        router.apply(new RouterCommand.Produce(id, producerId, options), nowNanos, out);
        return options;
    }

    /** Somebody receives a producer of the same router. */
    public void consume(String id, String producerId, long nowNanos) {
        router.apply(command(id, producerId), nowNanos, out);
    }

    /** Somebody receives a producer that another router of the room has. */
    public void consume(String id, String producerId, PipeSource source, long nowNanos) {
        router.consume(command(id, producerId), source, nowNanos, out);
    }

    private static RouterCommand.Consume command(String id, String producerId) {
        return new RouterCommand.Consume(
                id,
                id,
                new ConsumerOptions(
                        producerId,
                        PeerParameters.withoutCongestionFeedback(CAPABILITIES),
                        Start.RUNNING));
    }

    /** Keeps everybody's path alive. */
    public void consent(long nowNanos) {
        paths.forEach((id, path) -> check(id, path, nowNanos));
    }

    private void check(String id, Path path, long nowNanos) {
        byte[] check = new StunClient(credentials(id), "peer", random).nominatingRequest();
        router.receive(id, PacketBuffer.wrap(check), path, nowNanos, out);
    }

    private static IceParameters credentials(String id) {
        return new IceParameters("user" + id, "password0123456789012345", true);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
