package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeyFrameTest {
    private static final Duration HALF_SECOND = Duration.ofMillis(500);

    private final Scenario call = new Scenario(3);

    @Test
    void whoComesLateSeesAPictureAtOnce() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        VirtualPeer late = call.peer("late", LinkConditions.CLEAN);
        Duration comes = Duration.ofSeconds(6);
        call.at(Duration.ofSeconds(5), late::join).at(comes, late::consumeAll);
        call.run(Duration.ofSeconds(10));
        assertThat(call.problems()).isEmpty();
        for (VirtualPeer other : List.of(anna, ben)) {
            long from = Scenario.nanosAt(comes);
            long shown = late.videoFrom(other).shownNanosAfter(from) - from;
            assertThat(shown)
                    .as("first picture after")
                    .isBetween(0L, HALF_SECOND.plusMillis(40).toNanos());
        }
    }

    @Test
    void whoAsksBeforeItsPathIsThereSpoilsNoKeyFrame() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        VirtualPeer late = call.peer("late", LinkConditions.CLEAN.delayed(Duration.ofMillis(60)));
        Duration comes = Duration.ofSeconds(5);
        call.at(comes, late::join).at(comes, late::consumeAll);
        call.run(Duration.ofSeconds(8));
        assertThat(call.problems()).isEmpty();
        long from = Scenario.nanosAt(comes);
        assertThat(late.videoFrom(anna).shownNanosAfter(from) - from)
                .as("first picture after")
                .isBetween(0L, HALF_SECOND.toNanos());
        for (int layer = 0; layer < 3; layer++) {
            assertThat(anna.video().stream(layer).keyFrameRequests().stream().filter(t -> t > from))
                    .as("requests for layer " + layer)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aConsumerThatGoesOnGetsAKeyFrameAtOnce() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        Duration resumed = Duration.ofSeconds(8);
        call.at(Duration.ofSeconds(5), () -> ben.pause(ben.videoFrom(anna)));
        call.at(resumed, () -> ben.resume(ben.videoFrom(anna)));
        call.run(Duration.ofSeconds(10));
        assertThat(call.problems()).isEmpty();
        ReceivedTrack track = ben.videoFrom(anna);
        long from = Scenario.nanosAt(resumed);
        VideoDecoder.Decoded first =
                track.decoded().stream()
                        .filter(frame -> frame.atNanos() >= from)
                        .findFirst()
                        .orElseThrow();
        assertThat(first.key()).isTrue();
        // A round trip to the sender, a frame's time, and the way to the receiver.
        assertThat(first.atNanos() - from).isLessThan(Duration.ofMillis(100).toNanos());
        long paused = Scenario.nanosAt(Duration.ofMillis(5100));
        assertThat(track.packets())
                .noneMatch(p -> p.arrivalNanos() > paused && p.arrivalNanos() < from);
        assertThat(track.keyFrameRequests()).isZero();
    }

    @Test
    void audioThatGoesOnKeepsItsTime() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        call.at(Duration.ofSeconds(3), () -> ben.pause(ben.audioFrom(anna)));
        call.at(Duration.ofSeconds(5), () -> ben.resume(ben.audioFrom(anna)));
        call.run(Duration.ofSeconds(7));
        assertThat(call.problems()).isEmpty();
        assertThat(ben.audioFrom(anna).packets()).hasSizeBetween(235, 255);
    }

    @Test
    void manyWishesAreFewRequests() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        call.peers(12, LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        for (int i = 0; i < 200; i++) {
            VirtualPeer peer = call.peers().get(1 + i % 12);
            int layer = i % 3;
            call.at(
                    Duration.ofMillis(3000 + i * 20L),
                    () -> {
                        ReceivedTrack track = peer.videoFrom(anna);
                        peer.pause(track);
                        peer.preferLayer(track, layer);
                        peer.resume(track);
                    });
        }
        call.run(Duration.ofSeconds(10));
        assertThat(call.problems()).isEmpty();
        for (int layer = 0; layer < 3; layer++) {
            List<Long> requests = anna.video().stream(layer).keyFrameRequests();
            assertThat(requests).isNotEmpty();
            for (int i = 1; i < requests.size(); i++) {
                assertThat(requests.get(i) - Objects.requireNonNull(requests.get(i - 1)))
                        .as("time between requests for layer " + layer)
                        .isGreaterThanOrEqualTo(HALF_SECOND.toNanos());
            }
        }
    }

    @Test
    void aQuietCallAsksForNoKeyFrame() {
        VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
        call.peers(3, LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO).run(Duration.ofSeconds(3));
        int before = requests(anna);
        call.run(Duration.ofSeconds(20));
        assertThat(requests(anna) - before).isZero();
        // Three layers come up one after another while everybody joins.
        assertThat(before).isLessThanOrEqualTo(6);
    }

    private static int requests(VirtualPeer peer) {
        int requests = 0;
        for (int layer = 0; layer < 3; layer++) {
            requests += peer.video().stream(layer).keyFrameRequests().size();
        }
        return requests;
    }
}
