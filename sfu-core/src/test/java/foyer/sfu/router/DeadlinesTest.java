package foyer.sfu.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final Deadlines deadlines = new Deadlines();
    private final List<String> called = new ArrayList<>();
    private final RecordingRouterOutput out = new RecordingRouterOutput();

    /** Is due once, and says so. */
    private class Alarm extends Deadlines.Timed {
        private final String name;
        private long due;
        private long setDue = NEVER;
        private long turn;

        Alarm(String name, long due) {
            this.name = name;
            this.due = due;
        }

        @Override
        void onDeadline(long nowNanos, RouterOutput output) {
            called.add(name);
            due = NEVER;
        }

        @Override
        long nextDeadlineNanos() {
            return due;
        }
    }

    @Test
    void callsWhatIsDueInItsOrder() {
        add("late", 30);
        add("early", 10);
        add("later", 40);
        add("middle", 20);

        assertThat(deadlines.nextDeadlineNanos()).isEqualTo(10);
        deadlines.run(30, out);
        assertThat(called).containsExactly("early", "middle", "late");
        assertThat(deadlines.nextDeadlineNanos()).isEqualTo(40);
    }

    @Test
    void whatIsDueTogetherKeepsTheOrderOfBeingSetWhateverElseIsThere() {
        for (int seed = 0; seed < 200; seed++) {
            List<String> alone = together(seed, /* others= */ 0);
            assertThat(alone).hasSize(40);
            assertThat(together(seed, /* others= */ 25)).as("seed " + seed).isEqualTo(alone);
        }
    }

    private List<String> together(int seed, int others) {
        called.clear();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            if (i < others) {
                add("other", 1 + i % 7);
            }
            add("call" + i, 1 + random.nextInt(4));
        }
        deadlines.run(10, out);
        called.removeIf("other"::equals);
        return List.copyOf(called);
    }

    @Test
    void callsWhatIsDueTogetherInTheOrderOfSetting() {
        add("first", 10);
        Alarm moved = add("moved", 5);
        add("second", 10);
        moved.due = 10;
        deadlines.update(moved);
        deadlines.run(10, out);

        assertThat(called).containsExactly("first", "second", "moved");
    }

    @Test
    void nothingDueIsNeverDue() {
        assertThat(deadlines.nextDeadlineNanos()).isEqualTo(NEVER);
        add("never", NEVER);

        deadlines.run(NEVER - 1, out);
        assertThat(called).isEmpty();
        assertThat(deadlines.nextDeadlineNanos()).isEqualTo(NEVER);
    }

    @Test
    void movesWhenItsDeadlineMoved() {
        Alarm alarm = add("moved", 10);
        add("other", 20);
        alarm.due = 30;
        deadlines.update(alarm);
        deadlines.run(20, out);
        assertThat(called).containsExactly("other");

        alarm.due = NEVER;
        deadlines.update(alarm);
        assertThat(deadlines.nextDeadlineNanos()).isEqualTo(NEVER);
    }

    @Test
    void removedThingIsNotCalledAndMayBeRemovedAgain() {
        Alarm alarm = add("gone", 10);
        deadlines.remove(alarm);
        deadlines.remove(alarm);
        deadlines.run(50, out);

        assertThat(called).isEmpty();
        deadlines.update(alarm);
        deadlines.run(50, out);
        assertThat(called).containsExactly("gone");
    }

    @Test
    void oneMayRemoveAnotherThatIsDue() {
        Alarm victim = new Alarm("victim", 11);
        Alarm remover =
                new Alarm("remover", 10) {
                    @Override
                    void onDeadline(long nowNanos, RouterOutput output) {
                        super.onDeadline(nowNanos, output);
                        deadlines.remove(victim);
                        deadlines.remove(this);
                    }
                };
        deadlines.update(victim);
        deadlines.update(remover);
        deadlines.run(20, out);

        assertThat(called).containsExactly("remover");
    }

    @Test
    void whatIsAlwaysDueDoesNotStopTheLoop() {
        Deadlines.Timed stuck =
                new Deadlines.Timed() {
                    @Override
                    void onDeadline(long nowNanos, RouterOutput output) {
                        called.add("stuck");
                    }

                    @Override
                    long nextDeadlineNanos() {
                        return 5;
                    }
                };
        deadlines.update(stuck);
        deadlines.run(10, out);

        assertThat(called).hasSizeBetween(1, 100_000);
    }

    @Test
    void timeMayWrap() {
        long start = Long.MAX_VALUE - 10;
        add("after", Long.MIN_VALUE + 5);
        add("before", start);
        assertThat(deadlines.nextDeadlineNanos()).isEqualTo(start);

        deadlines.run(start, out);
        assertThat(called).containsExactly("before");
        deadlines.run(start + 30, out);
        assertThat(called).containsExactly("before", "after");
    }

    @Test
    void agreesWithASortedListWhateverHappens() {
        long seed = 20_261;
        Random random = new Random(seed);
        List<Alarm> all = new ArrayList<>();
        List<Alarm> in = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(new Alarm("alarm " + i, NEVER));
        }
        long now = 0;
        for (int round = 0; round < 50_000; round++) {
            Alarm alarm = all.get(random.nextInt(all.size()));
            switch (random.nextInt(8)) {
                case 0 -> {
                    deadlines.remove(alarm);
                    in.remove(alarm);
                }
                case 1 -> {
                    now += random.nextInt(200);
                    long until = now;
                    List<String> expected =
                            in.stream()
                                    .filter(each -> each.due <= until)
                                    .sorted(
                                            Comparator.<Alarm>comparingLong(each -> each.due)
                                                    .thenComparingLong(each -> each.turn))
                                    .map(each -> each.name)
                                    .toList();
                    in.removeIf(each -> each.due <= until);
                    called.clear();
                    deadlines.run(now, out);
                    assertThat(called).as("seed %d, round %d", seed, round).isEqualTo(expected);
                }
                default -> {
                    alarm.due = random.nextInt(10) == 0 ? NEVER : now + random.nextInt(1_000);
                    deadlines.update(alarm);
                    boolean moved = !in.remove(alarm) || alarm.due != alarm.setDue;
                    alarm.setDue = alarm.due;
                    alarm.turn = moved ? round : alarm.turn;
                    if (alarm.due != NEVER) {
                        in.add(alarm);
                    }
                }
            }
            assertThat(deadlines.nextDeadlineNanos())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(in.stream().mapToLong(each -> each.due).min().orElse(NEVER));
        }
    }

    private Alarm add(String name, long due) {
        Alarm alarm = new Alarm(name, due);
        deadlines.update(alarm);
        return alarm;
    }
}
