package foyer.signaling.doctor;

import java.util.List;

/** One thing to look at. */
@FunctionalInterface
interface Check {
    /** What was found; may wait for seconds. */
    List<Finding> look();
}
