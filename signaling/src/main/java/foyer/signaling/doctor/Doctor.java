package foyer.signaling.doctor;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.RtcPorts;
import foyer.sfu.api.TransportOptions;
import foyer.signaling.media.MediaEngine;
import foyer.signaling.media.RouterFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything there is to look at. Waits for seconds: give it a thread of its own. */
public final class Doctor {
    private static final int PATIENCE_MILLIS = 3_000;

    private final Setup setup;
    private final String buildTime;
    private final World world;

    /** Starts an engine as the configuration says. */
    @FunctionalInterface
    public interface EngineStart {
        /**
         * Opens the media ports.
         *
         * @throws IOException when one cannot be had; its message is a sentence for people
         */
        MediaEngine start() throws IOException;
    }

    Doctor(Setup setup, String buildTime, World world) {
        this.setup = setup;
        this.buildTime = buildTime;
        this.world = world;
    }

    /** For this machine; {@code buildTime} is ISO 8601, or another word where it is not known. */
    public static Doctor here(Setup setup, String buildTime) {
        return new Doctor(setup, buildTime, World.real());
    }

    /** What the machine is like; asks nobody. */
    public List<Finding> machine() {
        List<Check> checks =
                List.of(
                        new ClientCheck(setup.clientDirectory()),
                        new SystemCheck(world.kernel(), world.java()),
                        new ProcessorCheck(world.kernel(), world.cores(), setup.media().loops()),
                        new MemoryCheck(world.kernel()),
                        new FilesCheck(world.kernel(), setup.people(), setup.front()),
                        new BuffersCheck(world.buffers()),
                        new ClockCheck(world.time().instant(), buildTime, world.clock().get()));
        return checks.stream().flatMap(check -> check.look().stream()).toList();
    }

    /** Names, announced addresses and media ports of the engine that runs in this process. */
    public List<Finding> network(RouterFactory routers) {
        List<Finding> findings = new ArrayList<>(new NamesCheck(setup, world.resolver()).look());
        int ports = setup.media().ports() == RtcPorts.ONE_IN_ALL ? 1 : setup.media().loops();
        try (Doors doors = new EngineDoors(routers, ports)) {
            findings.addAll(media(doors));
        }
        return findings;
    }

    /** TURN, of a server that runs or of one that does not. */
    public List<Finding> turn(boolean running) {
        Instant now = world.time().instant();
        return new TurnCheck(setup.turn(), running, world.turnOpening(), world.resolver(), now)
                .look();
    }

    /** The port that all share; nothing where there is none. */
    public List<Finding> front() {
        FrontSetup front = setup.front();
        return front == null
                ? List.of()
                : new FrontCheck(front, Optional.ofNullable(setup.site()), world.proxyKnock())
                        .look();
    }

    /** The site as people open it; nothing where the configuration names none. */
    public List<Finding> site() {
        Site site = setup.site();
        List<InetAddress> addresses = siteAddresses();
        return site == null || addresses.isEmpty()
                ? List.of()
                : new SiteCheck(site, addresses, world.web(), world.time(), world.ground()).look();
    }

    /**
     * Everything, from a process of its own. Where no server runs an engine is started, and stopped
     * again.
     */
    public List<Finding> everything(EngineStart start) {
        ServerCheck server = new ServerCheck(setup.port(), world.web(), world.opening());
        List<Finding> findings = new ArrayList<>(server.look());
        if (server.tenant() == ServerCheck.Tenant.FOYER) {
            findings.addAll(new NamesCheck(setup, world.resolver()).look());
            try (Doors doors = new ServerDoors(setup.port(), PATIENCE_MILLIS)) {
                findings.addAll(media(doors));
            }
        } else {
            try (MediaEngine engine = start.start()) {
                findings.addAll(network(engine.routers()));
            } catch (IOException refused) {
                findings.addAll(new NamesCheck(setup, world.resolver()).look());
                findings.add(
                        Finding.problem(
                                MediaCheck.NAME,
                                refused.getMessage() + ".",
                                "Stop what has the port, or set the key that is named to what this"
                                        + " machine has."));
            }
        }
        findings.addAll(turn(server.tenant() == ServerCheck.Tenant.FOYER));
        findings.addAll(front());
        findings.addAll(site(server.tenant()));
        findings.addAll(machine());
        return findings;
    }

    /** Without a server only the certificate says something: its pages are not there. */
    private List<Finding> site(ServerCheck.Tenant tenant) {
        return site().stream()
                .filter(finding ->
                        tenant == ServerCheck.Tenant.FOYER
                                || finding.check().equals(CertificateCheck.NAME))
                .toList();
    }

    private List<Finding> media(Doors doors) {
        List<TransportOptions> open;
        try {
            open = doors.open();
        } catch (IOException closed) {
            return List.of(
                    Finding.problem(
                            MediaCheck.NAME,
                            "The server gives nobody a way to its media: "
                                    + closed.getMessage()
                                    + ".",
                            "See its log, and start it anew."));
        }
        Optional<Site> site = Optional.ofNullable(setup.site());
        List<InetAddress> told =
                open.stream()
                        .flatMap(door -> door.iceCandidates().stream())
                        .map(IceCandidate::address)
                        .distinct()
                        .map(InetAddress::ofLiteral)
                        .toList();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(
                new AnnouncedCheck(
                                told,
                                setup.media().announcedAddresses().isEmpty()
                                        ? AnnouncedCheck.Choice.AUTOMATIC
                                        : AnnouncedCheck.Choice.CONFIGURED,
                                world.ground(),
                                site,
                                siteAddresses())
                        .look());
        findings.addAll(new MediaCheck(open, world.knock(), world.ground(), site).look());
        return findings;
    }

    /** None for a name that leads nowhere, which {@link NamesCheck} tells. */
    private List<InetAddress> siteAddresses() {
        Site site = setup.site();
        try {
            return site == null ? List.of() : world.resolver().resolve(site.host());
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}
