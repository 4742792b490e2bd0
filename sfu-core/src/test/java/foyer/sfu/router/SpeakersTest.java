package foyer.sfu.router;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.RouterEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeakersTest {
    private final TestRoom room = new TestRoom();
    private final Producer ann = room.speaker("ann");
    private final Producer bob = room.speaker("bob");
    private final Speakers speakers = room.router.speakers();
    private long now = 1_000_000_000L;

    @Test
    void sleepsUntilSomebodyIsHeard() {
        assertThat(speakers.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        hear(ann, 30);
        assertThat(speakers.nextDeadlineNanos()).isEqualTo(now + Speakers.INTERVAL_NANOS);
    }

    @Test
    void loudestIsDominantOnTheMean() {
        hear(ann, 10);
        hear(ann, 90);
        hear(bob, 30);
        hear(bob, 32);

        assertThat(interval()).containsExactly("bob");
        assertThat(levels()).containsExactly("bob -31", "ann -50");
    }

    @Test
    void whoSpeaksStaysUnlessAnotherIsClearlyLouder() {
        assertThat(interval(Map.of(ann, 40, bob, 60))).containsExactly("ann");
        assertThat(interval(Map.of(ann, 40, bob, 37))).isEmpty();
        assertThat(interval(Map.of(ann, 40, bob, 36))).containsExactly("bob");
        assertThat(interval(Map.of(ann, 33, bob, 36))).isEmpty();
    }

    @Test
    void speakerWhoPausesIsFollowedAtOnceByWhoSpeaks() {
        interval(Map.of(ann, 30));

        assertThat(interval(Map.of(ann, 110, bob, 65))).containsExactly("bob");
    }

    @Test
    void shortPauseChangesNothingLongSilenceEndsIt() {
        interval(Map.of(ann, 30));

        assertThat(interval(Map.of(ann, 100))).isEmpty();
        assertThat(interval(Map.of(ann, 100))).isEmpty();
        assertThat(interval(Map.of(ann, 30))).isEmpty();
        assertThat(interval(Map.of(ann, 100))).isEmpty();
        assertThat(interval(Map.of())).isEmpty();
        assertThat(interval(Map.of())).containsExactly("nobody");
        assertThat(speakers.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void thresholdIsMinus70() {
        assertThat(interval(Map.of(ann, 71))).isEmpty();
        assertThat(interval(Map.of(ann, 70))).containsExactly("ann");
    }

    @Test
    void silenceIsToldOnce() {
        interval(Map.of(ann, 30));
        assertThat(levels()).containsExactly("ann -30");
        interval(Map.of(ann, 100));
        assertThat(levels()).containsExactly("silence");
        interval(Map.of(ann, 100));
        assertThat(levels()).isEmpty();
    }

    @Test
    void speakerWhoLeavesIsNotDominantAnyMore() {
        interval(Map.of(ann, 30));
        room.out.events.clear();
        room.router.apply(new RouterCommand.CloseProducer("ann"), now, room.out);

        assertThat(dominants()).containsExactly("nobody");
        assertThat(interval(Map.of(bob, 60))).containsExactly("bob");
    }

    @Test
    void packetWithoutALevelSaysNothing() {
        speakers.heard(ann, TestRoom.packet(TestRoom.OPUS, 1, w -> {}), now);

        assertThat(speakers.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    /** Who became dominant in an interval with these levels, dB below full scale. */
    private List<String> interval(Map<Producer, Integer> levels) {
        levels.forEach(this::hear);
        return interval();
    }

    private List<String> interval() {
        now += Speakers.INTERVAL_NANOS;
        room.out.events.clear();
        room.router.onDeadline(now, room.out);
        return dominants();
    }

    private List<String> dominants() {
        List<String> names = new ArrayList<>();
        for (RouterEvent event : room.out.events) {
            if (event instanceof RouterEvent.DominantSpeaker speaker) {
                names.add(speaker.producerId() == null ? "nobody" : speaker.producerId());
            }
        }
        return names;
    }

    private List<String> levels() {
        List<String> levels = new ArrayList<>();
        for (RouterEvent event : room.out.events) {
            if (event instanceof RouterEvent.AudioLevels audio) {
                audio.levels().forEach(each -> levels.add(each.producerId() + " " + each.dbov()));
                if (audio.levels().isEmpty()) {
                    levels.add("silence");
                }
            }
        }
        return levels;
    }

    private void hear(Producer producer, int level) {
        speakers.heard(
                producer,
                TestRoom.packet(TestRoom.OPUS, 1, w -> w.u8(TestRoom.LEVEL_ID, level)),
                now);
    }
}
