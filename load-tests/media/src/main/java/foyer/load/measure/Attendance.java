package foyer.load.measure;

/**
 * Who is there at one moment.
 *
 * @param planned how many should be in
 * @param inside how many are in with connected media
 * @param streams how many streams viewers should receive
 * @param flowing how many of them come
 */
public record Attendance(int planned, int inside, int streams, int flowing) {
    public static final Attendance NOBODY = new Attendance(0, 0, 0, 0);

    public Attendance plus(Attendance other) {
        return new Attendance(
                planned + other.planned,
                inside + other.inside,
                streams + other.streams,
                flowing + other.flowing);
    }
}
