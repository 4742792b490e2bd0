package foyer.sfu.turn;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/** The port numbers of relayed addresses: each allocation has another one, chosen by chance. */
final class RelayPorts {
    /** RFC 8656 7.2: from the dynamic ports. */
    static final int FIRST = 49_152;

    static final int COUNT = 65_536 - FIRST;

    private final RandomGenerator random;
    private final BitSet taken = new BitSet(COUNT);

    RelayPorts(RandomGenerator random) {
        this.random = random;
    }

    /** Takes one; there must be one left. */
    int take() {
        int index = taken.nextClearBit(random.nextInt(COUNT));
        if (index >= COUNT) {
            index = taken.nextClearBit(0);
        }
        if (index >= COUNT) {
            throw new IllegalStateException("taken: " + taken.cardinality());
        }
        taken.set(index);
        return FIRST + index;
    }

    void giveBack(int port) {
        taken.clear(port - FIRST);
    }
}
