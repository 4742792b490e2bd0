package foyer.sfu.router;

/**
 * Which of its room's routers one is.
 *
 * @param number among them
 * @param home the number of the one that hears everybody, and tells who speaks
 */
public record RouterPlace(int number, int home) {
    /** The only router of its room. */
    public static final RouterPlace ALONE = new RouterPlace(0, 0);

    boolean isHome() {
        return number == home;
    }
}
