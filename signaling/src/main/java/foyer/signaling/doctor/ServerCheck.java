package foyer.signaling.doctor;

import foyer.signaling.doctor.Web.Answered;
import foyer.signaling.doctor.Web.Unreachable;
import foyer.signaling.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Whether the server runs, and whose its port is. */
final class ServerCheck implements Check {
    private static final String NAME = "server";

    /** Who has the port of pages. */
    enum Tenant {
        FOYER,
        STRANGER,
        NOBODY
    }

    /** Takes a port, and gives it back at once. */
    @FunctionalInterface
    interface Opening {
        void tryOut(int port) throws IOException;
    }

    private final int port;
    private final Asked asked;
    private final Opening opening;

    private record Asked(Tenant tenant, String version) {}

    /** Asks at once, so that {@link #tenant} is known. */
    ServerCheck(int port, Web web, Opening opening) {
        this.port = port;
        this.opening = opening;
        asked = ask(port, web);
    }

    Tenant tenant() {
        return asked.tenant;
    }

    private static Asked ask(int port, Web web) {
        Site here = new Site("http", "127.0.0.1", port);
        return switch (web.get(here, InetAddress.ofLiteral("127.0.0.1"), "/healthz", Map.of())) {
            case Answered answered when isOurs(answered.body()) ->
                    new Asked(Tenant.FOYER, version(answered.body()));
            case Answered _ -> new Asked(Tenant.STRANGER, "");
            case Unreachable _ -> new Asked(Tenant.NOBODY, "");
        };
    }

    /** Whether this is what {@code /healthz} says. */
    static boolean isOurs(String body) {
        JsonNode said = Json.parse(body);
        return said != null
                && said.path("status").asString("").equals("ok")
                && said.path("version").isString();
    }

    private static String version(String body) {
        JsonNode said = Json.parse(body);
        return said == null ? "" : said.path("version").asString("");
    }

    @Override
    public List<Finding> look() {
        return List.of(
                switch (asked.tenant) {
                    case FOYER ->
                            Finding.ok(
                                    NAME,
                                    "Foyer %s runs and answers on port %d."
                                            .formatted(asked.version, port));
                    case STRANGER -> taken("something else answers there");
                    case NOBODY -> free();
                });
    }

    private Finding free() {
        try {
            opening.tryOut(port);
        } catch (IOException taken) {
            return taken(String.valueOf(taken.getMessage()));
        }
        return Finding.ok(
                NAME,
                "Foyer does not run, and its port "
                        + port
                        + " is free. The media ports were opened for this look alone.");
    }

    private Finding taken(String why) {
        return Finding.problem(
                NAME,
                "Port " + port + " cannot be used (" + why + ").",
                "Stop what listens there, or set FOYER_PORT to another port.");
    }
}
