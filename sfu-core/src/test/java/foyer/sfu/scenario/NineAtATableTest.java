package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What simulcast is for: nine people, one of them on the stage of a viewer and eight as thumbnails.
 * The figure is printed with {@code -Dfoyer.figures=true}.
 */
class NineAtATableTest {
    private static final long SEED = Long.getLong("foyer.seed", 9);
    private static final int PARTICIPANTS = 9;
    private static final int WIDE_ENOUGH = 1_000_000_000;
    private static final double MOST_SHARE = 0.40;

    private final Scenario call = new Scenario(SEED);

    @Test
    void aStageAndEightThumbnailsCostLessThanTwoFifthsOfNineLargePictures() {
        call.peers(PARTICIPANTS, LinkConditions.CLEAN).forEach(this::sends);
        Bottleneck arranged = viewer("arranged");
        Bottleneck everything = viewer("everything");
        VirtualPeer viewer = call.peers().get(PARTICIPANTS);
        call.at(Duration.ofSeconds(2), () -> arrange(viewer)).run(Duration.ofSeconds(5));
        long arrangedBefore = arranged.passedBytes();
        long everythingBefore = everything.passedBytes();
        call.run(Duration.ofSeconds(15));
        double arrangedBps = (arranged.passedBytes() - arrangedBefore) * 0.8;
        double everythingBps = (everything.passedBytes() - everythingBefore) * 0.8;
        double share = arrangedBps / everythingBps;
        if (Boolean.getBoolean("foyer.figures")) {
            System.out.printf(
                    "one on the stage, eight thumbnails: %.2f of %.2f Mbit/s, %.1f %%%n",
                    arrangedBps / 1e6, everythingBps / 1e6, 100 * share);
        }
        assertThat(call.problems()).isEmpty();
        assertThat(share).as(call.seed() + "share").isLessThan(MOST_SHARE);
        sees(viewer, 0);
        sees(call.peers().getLast(), 2);
    }

    private void sends(VirtualPeer peer) {
        call.at(
                Duration.ZERO,
                () -> {
                    peer.join();
                    peer.produceAll();
                });
    }

    /** Somebody who only looks; the answer counts what comes, headers of IP and UDP included. */
    private Bottleneck viewer(String name) {
        VirtualPeer peer = call.peer(name, LinkConditions.CLEAN);
        Bottleneck line = new Bottleneck(call.events(), WIDE_ENOUGH, WIDE_ENOUGH);
        peer.downlink().through(line);
        call.at(
                Duration.ZERO,
                () -> {
                    peer.join();
                    peer.consumeAll();
                });
        return line;
    }

    private void arrange(VirtualPeer viewer) {
        for (int i = 1; i < PARTICIPANTS; i++) {
            viewer.preferLayer(viewer.videoFrom(call.peers().get(i)), 0);
        }
    }

    /** The first at its best, the others with this layer; nobody stands still. */
    private void sees(VirtualPeer viewer, int layerOfOthers) {
        for (int i = 0; i < PARTICIPANTS; i++) {
            ReceivedTrack track = viewer.videoFrom(call.peers().get(i));
            assertThat(track.layer()).as(viewer + " " + i).isEqualTo(i == 0 ? 2 : layerOfOthers);
            long freeze =
                    track.longestFreezeNanos(
                            Scenario.nanosAt(Duration.ofSeconds(5)),
                            Scenario.nanosAt(Duration.ofSeconds(15)));
            assertThat(freeze).as(viewer + " " + i).isLessThan(Duration.ofMillis(100).toNanos());
        }
    }
}
