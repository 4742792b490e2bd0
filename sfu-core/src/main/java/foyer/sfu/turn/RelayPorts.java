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

    /** Which numbers will do. */
    enum Parity {
        ANY(1),
        EVEN(2);

        private final int step;

        Parity(int step) {
            this.step = step;
        }
    }

    /** Takes one; 0 when there is none left. */
    int take(Parity parity) {
        int start = random.nextInt(COUNT / parity.step) * parity.step;
        for (int tries = 0; tries < COUNT; tries += parity.step) {
            int index = (start + tries) % COUNT;
            if (!taken.get(index)) {
                taken.set(index);
                return FIRST + index;
            }
        }
        return 0;
    }

    void giveBack(int port) {
        taken.clear(port - FIRST);
    }
}
