package foyer.load.scenario;

/**
 * The audio of a sender: Opus, 50 packets a second.
 *
 * @param kbps thousands of bits a second
 * @param silence what is sent while nobody speaks
 */
public record AudioShape(int kbps, Silence silence) {
    /** What is sent while nobody speaks. */
    public enum Silence {
        /** As many packets as of speech. */
        PACKETS,
        /** One packet in 400 ms, as Opus does with discontinuous transmission. */
        DTX
    }
}
