package foyer.sfu.engine;

/** Placeholder of the border; see the engine's implementation. */
public interface MediaServer {}
