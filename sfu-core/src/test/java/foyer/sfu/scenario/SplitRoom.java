package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.router.PipeStats;
import java.time.Duration;

/** A room on two loops: who is on which is in the peers' names. */
abstract class SplitRoom {
    static final long SEED = Long.getLong("foyer.seed", 71);

    final Scenario call = Scenario.split(SEED, 2);

    final VirtualPeer on(int loop, String name) {
        return on(loop, name, LinkConditions.CLEAN);
    }

    final VirtualPeer on(int loop, String name, LinkConditions conditions) {
        call.server().placing(id -> id.charAt(0) - '0');
        return call.peer(loop + name, conditions);
    }

    static long at(double seconds) {
        return Scenario.nanosAt(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    final VirtualPart part(int number) {
        return call.server().part(number);
    }

    final PipeStats pipe(String producerId) {
        return call.server().stats().pipes().stream()
                .filter(pipe -> pipe.producerId().equals(producerId))
                .findFirst()
                .orElseThrow();
    }

    final void isWhole(ReceivedTrack track) {
        assertThat(call.problems()).isEmpty();
        assertThat(track.stuck()).as(call.seed() + track).isEmpty();
        assertThat(track.missing().abandoned()).as(call.seed() + track).isZero();
    }

    /** At the beginning, before what is given. */
    final void allJoin(Runnable then) {
        call.at(
                Duration.ZERO,
                () -> {
                    call.peers().forEach(VirtualPeer::join);
                    then.run();
                });
    }
}
