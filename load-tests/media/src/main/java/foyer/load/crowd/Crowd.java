package foyer.load.crowd;

import foyer.load.measure.Attendance;
import foyer.load.scenario.Churn;
import foyer.load.scenario.Group;
import foyer.load.scenario.Scenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who takes part. Kept by one thread, which calls {@link #onTime} several times a second: it lets
 * those come whose turn it is, and makes churn.
 */
public final class Crowd {
    private final Venue venue;
    private final Scenario scenario;
    private final List<Hall> halls = new ArrayList<>();
    private final Deque<Person> toCome = new ArrayDeque<>();
    private double mayCome;
    private long lastNanos = System.nanoTime();
    private long churnedNanos = lastNanos;

    Crowd(Venue venue, Scenario scenario) {
        this.venue = venue;
        this.scenario = scenario;
    }

    /** Plans more rooms. */
    public void addRooms(int count) {
        for (int i = 0; i < count; i++) {
            Hall hall = new Hall("load-" + UUID.randomUUID().toString().substring(0, 18));
            for (Group group : scenario.people()) {
                for (int j = 0; j < group.count(); j++) {
                    boolean host = hall.people().isEmpty();
                    add(new Person(venue, scenario, hall, group, host), hall);
                }
            }
            halls.add(hall);
        }
    }

    private void add(Person person, Hall hall) {
        hall.people().add(person);
        toCome.add(person);
    }

    /** Ends the newest rooms. */
    public void removeRooms(int count) {
        for (int i = 0; i < count && !halls.isEmpty(); i++) {
            Hall hall = halls.removeLast();
            toCome.removeAll(hall.people());
            hall.people().forEach(Person::leave);
        }
    }

    public int rooms() {
        return halls.size();
    }

    /** Whether everybody has been told to come. */
    public boolean hasCome() {
        return toCome.isEmpty();
    }

    /** Lets come whose turn it is. */
    public void onTime(long nowNanos) {
        mayCome += (nowNanos - lastNanos) / 1e9 * scenario.joinsPerSecond();
        lastNanos = nowNanos;
        while (mayCome >= 1 && !toCome.isEmpty()) {
            mayCome -= 1;
            toCome.remove().come();
        }
        mayCome = Math.min(mayCome, 1);
    }

    /** Makes those leave and come whose turn it is, where the scenario has churn. */
    public void churn(long nowNanos) {
        Churn churn = scenario.churn();
        if (churn == null || nowNanos - churnedNanos < churn.everySeconds() * 1e9) {
            return;
        }
        churnedNanos = nowNanos;
        for (Hall hall : halls) {
            for (Person person : List.copyOf(hall.people())) {
                boolean goes = ThreadLocalRandom.current().nextDouble() < churn.share();
                if (goes && !person.isHost()) {
                    person.leave();
                    hall.people().remove(person);
                    add(new Person(venue, scenario, hall, person.group(), false), hall);
                }
            }
        }
    }

    public Attendance attendance() {
        Attendance all = Attendance.NOBODY;
        for (Hall hall : halls) {
            for (Person person : hall.people()) {
                all = all.plus(person.attendance());
            }
        }
        return all;
    }

    /** Everybody leaves. */
    public void leave() {
        removeRooms(halls.size());
    }
}
