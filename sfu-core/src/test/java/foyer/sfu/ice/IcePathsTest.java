package foyer.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.IceParameters;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.TransportProtocol;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IcePathsTest {
    private static final IceParameters SERVER = IceCredentials.random(new Random(0));
    private static final Path WIFI = path(0, 1000);
    private static final Path CELL = path(0, 2000);

    private final StunClient client = new StunClient(SERVER, "peer", new Random(1));
    private final RecordingIceOutput out = new RecordingIceOutput();
    private IceAgent agent = new IceAgent(SERVER);
    private long nowNanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(20);

    @Test
    void letsNoBackupCheckStealThePath() {
        check(WIFI, client.nominatingRequest());
        for (int i = 0; i < 20; i++) {
            pass(2.5);
            check(CELL, client.bindingRequest(Integer.MAX_VALUE));
            check(WIFI, client.nominatingRequest());
        }
        assertThat(agent.selectedPath()).isEqualTo(WIFI);
        assertThat(agent.knows(CELL)).isTrue();
        assertThat(out.events).containsExactly("added 1000", "selected 1000", "added 2000");
    }

    @Test
    void followsChromiumToAPathItHasCheckedBefore() {
        check(WIFI, client.bindingRequest(20));
        check(WIFI, client.nominatingRequest(20));
        check(CELL, client.bindingRequest(10));
        check(CELL, client.nominatingRequest(10));
        assertThat(agent.selectedPath()).isEqualTo(CELL);
        check(WIFI, client.bindingRequest(20));
        assertThat(agent.selectedPath()).as("backup").isEqualTo(CELL);
        check(WIFI, client.nominatingRequest(20));
        assertThat(agent.selectedPath()).isEqualTo(WIFI);
    }

    @Test
    void prefersTheHighestPriorityOfAggressiveNominations() {
        check(WIFI, client.nominatingRequest(10));
        check(CELL, client.nominatingRequest(5));
        assertThat(agent.selectedPath()).isEqualTo(WIFI);
        Path wire = path(0, 3000);
        check(wire, client.nominatingRequest(Integer.MAX_VALUE));
        assertThat(agent.selectedPath()).isEqualTo(wire);
    }

    @Test
    void movesToTheFirstNominationWhateverItsPriority() {
        check(WIFI, client.bindingRequest(10));
        check(CELL, client.nominatingRequest(5));
        assertThat(agent.selectedPath()).isEqualTo(CELL);
    }

    @Test
    void followsANatThatGivesANewPort() {
        check(WIFI, client.nominatingRequest(10));
        Path rebound = path(0, 1001);
        check(rebound, client.nominatingRequest(10));
        assertThat(agent.selectedPath()).isEqualTo(rebound);
        check(path(1, 1002), client.nominatingRequest(10));
        assertThat(agent.selectedPath()).as("another socket of ours").isEqualTo(rebound);
    }

    @Test
    void leavesASilentPathForAnyCheck() {
        check(WIFI, client.nominatingRequest(10));
        pass(7.9);
        check(CELL, client.bindingRequest(5));
        assertThat(agent.selectedPath()).isEqualTo(WIFI);
        pass(0.1);
        check(CELL, client.bindingRequest(5));
        assertThat(agent.selectedPath()).isEqualTo(CELL);
        assertThat(agent.state()).isEqualTo(IceState.CONNECTED);
        check(WIFI, client.nominatingRequest(10));
        assertThat(agent.selectedPath()).isEqualTo(WIFI);
    }

    @Test
    void losesConsentAfterThirtySecondsWithoutACheck() {
        assertThat(agent.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        check(WIFI, client.nominatingRequest());
        check(CELL, client.bindingRequest());
        pass(10);
        check(CELL, client.bindingRequest());
        out.events.clear();
        pass(29.9);
        agent.onDeadline(nowNanos, out);
        assertThat(out.events).isEmpty();
        assertThat(agent.nextDeadlineNanos() - nowNanos)
                .isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
        pass(0.1);
        agent.onDeadline(nowNanos, out);
        assertThat(out.events).containsExactly("removed 1000", "removed 2000", "disconnected");
        assertThat(agent.state()).isEqualTo(IceState.DISCONNECTED);
        assertThat(agent.selectedPath()).isNull();
        assertThat(agent.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void comesBackWithALaterCheck() {
        check(WIFI, client.nominatingRequest());
        pass(30);
        agent.onDeadline(nowNanos, out);
        out.events.clear();
        pass(100);
        check(CELL, client.bindingRequest());
        assertThat(out.events).containsExactly("added 2000", "selected 2000");
        assertThat(agent.state()).isEqualTo(IceState.CONNECTED);
    }

    @Test
    void forgetsTheOldestUnselectedOfTooManyPaths() {
        check(WIFI, client.nominatingRequest(9));
        for (int i = 1; i < IcePaths.MAX_PATHS; i++) {
            pass(0.01);
            check(path(0, 2000 + i), client.bindingRequest());
        }
        check(path(0, 2001), client.bindingRequest());
        out.events.clear();
        check(path(0, 3000), client.bindingRequest());
        assertThat(out.events).containsExactly("removed 2002", "added 3000");
        assertThat(agent.paths()).hasSize(IcePaths.MAX_PATHS);
        assertThat(agent.selectedPath()).isEqualTo(WIFI);
    }

    @Test
    void fallsBackToThePathHeardLastWhenItsOwnIsClosed() {
        check(WIFI, client.nominatingRequest());
        check(path(0, 3000), client.bindingRequest());
        pass(1);
        check(CELL, client.bindingRequest());
        out.events.clear();
        agent.pathClosed(WIFI, out);
        assertThat(out.events).containsExactly("removed 1000", "selected 2000");
        agent.pathClosed(path(0, 3000), out);
        agent.pathClosed(path(0, 4000), out);
        agent.pathClosed(CELL, out);
        assertThat(out.events)
                .endsWith("selected 2000", "removed 3000", "removed 2000", "disconnected");
        assertThat(agent.state()).isEqualTo(IceState.DISCONNECTED);
    }

    @Test
    void goesOnInAnotherProcess() {
        check(WIFI, client.bindingRequest(20));
        check(WIFI, client.nominatingRequest(20));
        pass(3);
        check(CELL, client.bindingRequest(10));
        agent.restart(IceCredentials.random(new Random(2)));
        pass(4);
        IceSnapshot snapshot = agent.snapshot(nowNanos);
        long otherClock = -17;
        IceAgent restored = IceAgent.restore(snapshot, otherClock);
        assertThat(restored.snapshot(otherClock)).isEqualTo(snapshot);
        assertThat(restored.selectedPath()).isEqualTo(WIFI);
        assertThat(restored.state()).isEqualTo(IceState.COMPLETED);
        assertThat(restored.usernameFragments()).isEqualTo(agent.usernameFragments());
        assertThat(restored.paths()).containsExactly(WIFI, CELL);
        assertThat(restored.nextDeadlineNanos() - otherClock)
                .isEqualTo(agent.nextDeadlineNanos() - nowNanos);

        agent = restored;
        nowNanos = otherClock;
        check(CELL, client.nominatingRequest(10));
        assertThat(agent.selectedPath()).isEqualTo(CELL);
    }

    @Test
    void remembersBeingDisconnected() {
        check(WIFI, client.bindingRequest());
        pass(30);
        agent.onDeadline(nowNanos, out);
        IceAgent restored = IceAgent.restore(agent.snapshot(nowNanos), 0);
        assertThat(restored.state()).isEqualTo(IceState.DISCONNECTED);
        assertThat(restored.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aConnectionBetweenTheSameAddressesIsAnotherPath() {
        Path tcp = new Path(WIFI.local(), WIFI.remote(), TransportProtocol.TCP);
        check(WIFI, client.nominatingRequest(20));
        // Were it the same path, a new port of the peer's NAT would have to be followed at once.
        check(tcp, client.nominatingRequest(20));
        assertThat(agent.selectedPath()).isEqualTo(WIFI);
        assertThat(agent.paths()).containsExactly(WIFI, tcp);
        agent.pathClosed(WIFI, out);
        assertThat(agent.selectedPath()).isEqualTo(tcp);
        assertThat(agent.state()).isEqualTo(IceState.COMPLETED);
    }

    private void check(Path path, byte[] packet) {
        assertThat(agent.receive(PacketBuffer.wrap(packet), path, nowNanos, out)).isNull();
        assertThat(client.isSuccessResponse(out.lastPacket())).isTrue();
    }

    private void pass(double seconds) {
        nowNanos += (long) (seconds * 1e9);
    }

    private static Path path(int local, int port) {
        return new Path(local, new InetSocketAddress("192.0.2.1", port));
    }
}
