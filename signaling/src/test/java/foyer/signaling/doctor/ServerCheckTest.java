package foyer.signaling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.doctor.Web.Answered;
import foyer.signaling.doctor.Web.Sighting;
import foyer.signaling.doctor.Web.Unreachable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerCheckTest {
    private static final ServerCheck.Opening FREE = port -> {};
    private static final ServerCheck.Opening TAKEN =
            port -> {
                throw new IOException("Permission denied");
            };

    private static ServerCheck check(Sighting sighting, ServerCheck.Opening opening) {
        return new ServerCheck(3_000, (site, address, path, headers) -> sighting, opening);
    }

    @Test
    void knowsTheRunningServer() {
        ServerCheck check =
                check(new Answered(200, "{\"status\":\"ok\",\"version\":\"1.2.3\"}", null), TAKEN);
        assertThat(check.tenant()).isEqualTo(ServerCheck.Tenant.FOYER);
        Findings.fine(check.look(), "Foyer 1.2.3 runs and answers on port 3000.");
    }

    @Test
    void seesAStrangerOnItsPort() {
        ServerCheck check = check(new Answered(200, "{\"status\":\"ok\"}", null), TAKEN);
        assertThat(check.tenant()).isEqualTo(ServerCheck.Tenant.STRANGER);
        Findings.only(
                check.look(),
                Severity.PROBLEM,
                "Port 3000 cannot be used (something else answers there)",
                "set FOYER_PORT");
    }

    @Test
    void seesThatItMayNotHaveThePort() {
        ServerCheck check = check(new Unreachable("Connection refused"), TAKEN);
        assertThat(check.tenant()).isEqualTo(ServerCheck.Tenant.NOBODY);
        Findings.only(check.look(), Severity.PROBLEM, "(Permission denied)", "set FOYER_PORT");
    }

    @Test
    void seesThatThePortIsFree() {
        Findings.fine(
                check(new Unreachable("Connection refused"), FREE).look(), "port 3000 is free");
    }
}
