package foyer.signaling.room;

/** Whether the server takes one more participant, whatever room is left in the room. */
@FunctionalInterface
public interface Vacancy {
    /** Of a server without bounds. */
    Vacancy ALWAYS = () -> true;

    boolean isLeft();
}
