package foyer.sfu.engine.turn;

import foyer.sfu.turn.TurnStats;

/**
 * A TURN server with its sockets at one moment; counts are since the start.
 *
 * @param connections TCP and TLS, right now
 * @param connectionsRefused as there were too many
 * @param unwritable packets dropped as a client or a socket took no more
 */
public record TurnReport(
        TurnStats server, int connections, long connectionsRefused, long unwritable) {
    /** Where there is none. */
    public static final TurnReport NONE = new TurnReport(TurnStats.NONE, 0, 0, 0);
}
