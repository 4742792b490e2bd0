package foyer.load.scenario;

/**
 * The audio of a sender: Opus, 50 packets a second.
 *
 * @param kbps thousands of bits a second
 */
public record AudioShape(int kbps) {}
