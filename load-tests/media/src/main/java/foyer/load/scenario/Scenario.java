package foyer.load.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to play against a server. Fields that a file leaves out have the defaults named here.
 *
 * @param name of the row in reports: letters, digits, dots and dashes
 * @param about one sentence for the report
 * @param rooms how many rooms are like this, 1 when left out
 * @param people who is in each room, in the order of their coming; the first is host
 * @param joinsPerSecond how many people come a second, 10 when left out
 * @param warmUpSeconds how long all are in before figures count, 5 when left out
 * @param seconds how long figures count, 30 when left out
 * @param video what senders of video send
 * @param audio what senders of audio send
 * @param churn who leaves and is replaced while figures count, nobody when left out
 */
public record Scenario(
        String name,
        String about,
        int rooms,
        List<Group> people,
        double joinsPerSecond,
        int warmUpSeconds,
        int seconds,
        VideoShape video,
        AudioShape audio,
        @Nullable Churn churn) {
    /** How many take part in a room at once. */
    public int peopleInRoom() {
        return people.stream().mapToInt(Group::count).sum();
    }

    /** How many take part at once. */
    public int participants() {
        return rooms * peopleInRoom();
    }

    /** The same with other numbers. */
    public Scenario with(int newRooms, int newWarmUpSeconds, int newSeconds) {
        return new Scenario(
                name,
                about,
                newRooms,
                people,
                joinsPerSecond,
                newWarmUpSeconds,
                newSeconds,
                video,
                audio,
                churn);
    }
}
