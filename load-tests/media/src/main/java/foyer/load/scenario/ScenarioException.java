package foyer.load.scenario;

/** A scenario that cannot be played; the message names the file, the field and what it may be. */
public final class ScenarioException extends Exception {
    ScenarioException(String message) {
        super(message);
    }
}
