package foyer.sfu.ice;

import foyer.sfu.api.IceParameters;
import foyer.sfu.ice.IceSnapshot.KnownPath;
import foyer.sfu.ice.StunCodec.Check;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An ICE-lite agent (RFC 8445 2.5): answers checks, never sends one, and is always the controlled
 * side. The first valid check makes a path usable; the peer's nominations decide between paths; a
 * peer that checks no path for 30 s has withdrawn its consent (RFC 7675 5.1).
 */
public final class IceAgent {
    static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** The one in use, the newest and one between, for restarts that overtake each other. */
    private static final int MAX_GENERATIONS = 3;

    private final List<IceGeneration> generations = new ArrayList<>(1);
    private final IcePaths paths = new IcePaths();
    private long lastCheckNanos;
    private boolean everConnected;

    public IceAgent(IceParameters local) {
        generations.add(new IceGeneration(local));
    }

    /**
     * An agent that goes on where another one was; tell the demultiplexer of its {@link #paths}.
     */
    public static IceAgent restore(IceSnapshot snapshot, long nowNanos) {
        IceAgent agent = new IceAgent(snapshot.generations().getFirst());
        snapshot.generations().stream().skip(1).forEach(agent::restart);
        agent.paths.restore(snapshot.paths(), snapshot.selected(), nowNanos);
        agent.everConnected = snapshot.everConnected();
        long age = snapshot.paths().stream().mapToLong(KnownPath::silentNanos).min().orElse(0);
        agent.lastCheckNanos = nowNanos - age;
        return agent;
    }

    public IceSnapshot snapshot(long nowNanos) {
        return new IceSnapshot(
                generations.stream().map(IceGeneration::parameters).toList(),
                paths.snapshot(nowNanos),
                paths.selectedIndex(),
                everConnected);
    }

    /**
     * Takes a STUN message.
     *
     * @return null when it was accepted, or answered with an authenticated error
     */
    public @Nullable DropReason receive(
            PacketBuffer packet, Path path, long nowNanos, IceOutput out) {
        StunMessage message = StunMessage.parse(packet);
        if (message == null) {
            return DropReason.MALFORMED_STUN;
        }
        return switch (message.type()) {
            case StunMessage.BINDING_REQUEST -> receiveRequest(message, path, nowNanos, out);
            case StunMessage.BINDING_INDICATION -> receiveIndication(message, path);
            // we ask nothing, so answers are to somebody else; RFC 8489 6.3 drops other methods
            default -> DropReason.UNKNOWN_PROTOCOL;
        };
    }

    /** Makes fresh credentials answer too; the old ones go when a check with these comes. */
    public void restart(IceParameters fresh) {
        if (generations.size() == MAX_GENERATIONS) {
            generations.remove(1);
        }
        generations.add(new IceGeneration(fresh));
    }

    /** A path's socket is closed: a TCP connection has ended. */
    public void pathClosed(Path path, IceOutput out) {
        if (paths.remove(path, out)) {
            out.disconnected();
        }
    }

    /** The user name fragments that answer, oldest first. */
    public List<String> usernameFragments() {
        return generations.stream()
                .map(generation -> generation.parameters().usernameFragment())
                .toList();
    }

    public @Nullable Path selectedPath() {
        return paths.selected();
    }

    public List<Path> paths() {
        return paths.all();
    }

    public boolean knows(Path path) {
        return paths.knows(path);
    }

    public IceState state() {
        if (paths.selected() == null) {
            return everConnected ? IceState.DISCONNECTED : IceState.NEW;
        }
        return paths.isNominated() ? IceState.COMPLETED : IceState.CONNECTED;
    }

    /** When consent runs out; {@code Long.MAX_VALUE} while there is none. */
    public long nextDeadlineNanos() {
        return paths.selected() == null ? Long.MAX_VALUE : lastCheckNanos + CONSENT_NANOS;
    }

    public void onDeadline(long nowNanos, IceOutput out) {
        if (paths.selected() != null && nowNanos - lastCheckNanos >= CONSENT_NANOS) {
            paths.removeAll(out);
            out.disconnected();
        }
    }

    private @Nullable DropReason receiveRequest(
            StunMessage request, Path path, long nowNanos, IceOutput out) {
        // RFC 8489 6.3, 7.3: without a right FINGERPRINT it is not STUN, and nothing answers
        if (!StunCodec.fingerprintHolds(request)) {
            return DropReason.MALFORMED_STUN;
        }
        // RFC 8489 9.1.3: 400 for a missing attribute, 401 for a wrong one
        if (!request.hasUsername() || !request.hasIntegrity()) {
            refuse(request, StunCodec.BAD_REQUEST, path, out);
            return DropReason.MALFORMED_STUN;
        }
        IceGeneration generation = addressed(request);
        if (generation == null) {
            refuse(request, StunCodec.UNAUTHORIZED, path, out);
            return DropReason.UNKNOWN_USER;
        }
        if (!StunCodec.integrityHolds(request, generation.key())) {
            refuse(request, StunCodec.UNAUTHORIZED, path, out);
            return DropReason.BAD_INTEGRITY;
        }
        return receiveAuthenticated(request, generation, path, nowNanos, out);
    }

    private @Nullable DropReason receiveAuthenticated(
            StunMessage request,
            IceGeneration generation,
            Path path,
            long nowNanos,
            IceOutput out) {
        byte[] key = generation.key();
        if (request.unknownAttributes().length > 0) {
            out.transmit(StunCodec.error(request, StunCodec.UNKNOWN_ATTRIBUTE, key), path);
            return null;
        }
        Check check = StunCodec.check(request);
        if (check == null) {
            out.transmit(StunCodec.error(request, StunCodec.BAD_REQUEST, key), path);
            return DropReason.MALFORMED_STUN;
        }
        // RFC 8445 6.1.1: a lite agent stays controlled, so it is the peer that changes its role
        if (check.controlled()) {
            out.transmit(StunCodec.error(request, StunCodec.ROLE_CONFLICT, key), path);
            return null;
        }
        InetSocketAddress relayed = request.relayedAddress();
        InetSocketAddress seen = relayed == null ? path.remote() : relayed;
        out.transmit(StunCodec.success(request, seen, key), path);
        use(generation);
        lastCheckNanos = nowNanos;
        everConnected = true;
        paths.checked(path, check, nowNanos, out);
        return null;
    }

    private @Nullable DropReason receiveIndication(StunMessage indication, Path path) {
        if (indication.hasFingerprint() && !StunCodec.fingerprintHolds(indication)) {
            return DropReason.MALFORMED_STUN;
        }
        // RFC 8445 11: keeps a NAT binding alive; not authenticated, so it is no consent
        return paths.knows(path) ? null : DropReason.UNKNOWN_SOURCE;
    }

    /** Answers a stranger, whose address may be forged: never with more than was sent. */
    private static void refuse(StunMessage request, int code, Path path, IceOutput out) {
        PacketBuffer answer = StunCodec.error(request, code);
        if (answer.length() <= request.packet().length()) {
            out.transmit(answer, path);
        }
    }

    private @Nullable IceGeneration addressed(StunMessage request) {
        for (IceGeneration generation : generations) {
            if (generation.isAddressed(request)) {
                return generation;
            }
        }
        return null;
    }

    /** The peer has these credentials: what was before is over. */
    private void use(IceGeneration generation) {
        if (generations.getFirst() != generation) {
            generations.subList(0, generations.indexOf(generation)).clear();
            paths.forgetNominations();
        }
    }
}
