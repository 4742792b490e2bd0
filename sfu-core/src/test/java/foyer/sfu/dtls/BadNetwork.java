package foyer.sfu.dtls;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Loses, doubles and reorders datagrams as a seed says. */
final class BadNetwork implements Consumer<byte[]> {
    private static final int LOSS_PERCENT = 15;
    private static final int DUPLICATE_PERCENT = 15;
    private static final int HOLD_PERCENT = 20;

    private final Consumer<byte[]> next;
    private final Random random;
    private final List<byte[]> held = new ArrayList<>();

    BadNetwork(Consumer<byte[]> next, long seed) {
        this.next = next;
        this.random = new Random(seed);
    }

    @Override
    public synchronized void accept(byte[] datagram) {
        if (random.nextInt(100) < LOSS_PERCENT) {
            return;
        }
        if (random.nextInt(100) < HOLD_PERCENT) {
            held.add(datagram);
            return;
        }
        next.accept(datagram);
        if (random.nextInt(100) < DUPLICATE_PERCENT) {
            next.accept(datagram.clone());
        }
        while (!held.isEmpty()) {
            next.accept(held.remove(random.nextInt(held.size())));
        }
    }
}
