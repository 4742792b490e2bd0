package foyer.signaling.session;

import java.util.OptionalInt;

/** Which media loop a new room goes to, and which take nobody new. Safe on every thread. */
public interface Placement {
    /** The loop for a new room; empty when none takes one. */
    OptionalInt next();

    /** Whether more people on the loop would be felt by those who are there. */
    boolean isBusy(int loop);
}
