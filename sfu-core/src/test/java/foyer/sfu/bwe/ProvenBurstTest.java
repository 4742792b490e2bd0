package foyer.sfu.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvenBurstTest {
    private static final long MS = 1_000_000;
    private static final long MBIT = 1_000_000;
    private static final int PACKET = 1_200;
    private static final int FRAME = 6;

    /** The receiver's clock is another one. */
    private static final long CLOCK = -77_000 * MS;

    private final ProvenBurst burst = new ProvenBurst();
    private long now = 1_000 * MS;
    private long delay = 20 * MS;

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(burst.bytes()).isZero();
        train(1, 1_000 * MBIT);
        train(1, 1_000 * MBIT);
        assertThat(burst.bytes()).as("single packets show nothing").isZero();
    }

    @Test
    void aTrainThatPassedSupportsOneTwiceAsLong() {
        train(FRAME, 100 * MBIT);
        train(FRAME, 100 * MBIT);
        assertThat(burst.bytes()).isEqualTo(2 * FRAME * PACKET);
        train(2 * FRAME, 100 * MBIT);
        train(FRAME, 100 * MBIT);
        assertThat(burst.bytes()).isEqualTo(4 * FRAME * PACKET);
    }

    @Test
    void noTrainSupportsMoreThanItsRateCarriesInTenMilliseconds() {
        train(4, 5 * MBIT);
        train(1, 5 * MBIT);
        // 5 Mbit/s are 6,250 bytes in 10 ms, and the first packet waits for none.
        assertThat(burst.bytes()).isBetween(6_000L, 6_250L + PACKET);
    }

    @Test
    void thereIsAnEnd() {
        for (int i = 0; i < 20; i++) {
            train((int) Math.max(FRAME, burst.bytes() / PACKET), 10_000 * MBIT);
        }
        assertThat(burst.bytes()).isEqualTo(ProvenBurst.MOST_BYTES);
    }

    @Test
    void aLinkThatBecameNarrowIsSeenByItsFirstFrame() {
        learn();
        train(FRAME, 2 * MBIT);
        // The train is not over yet.
        assertThat(burst.bytes()).isLessThan(3 * PACKET + PACKET / 2);
        assertThat(burst.failedLately(now)).isTrue();
    }

    @Test
    void nothingGrowsForFiveSecondsAfterAFailure() {
        learn();
        train(FRAME, 2 * MBIT);
        long before = burst.bytes();
        for (long end = now + 4_000 * MS; now < end; ) {
            train(FRAME, 100 * MBIT);
        }
        assertThat(burst.bytes()).isEqualTo(before);
        now += 2_000 * MS;
        train(FRAME, 100 * MBIT);
        train(FRAME, 100 * MBIT);
        assertThat(burst.bytes()).isEqualTo(2 * FRAME * PACKET);
    }

    @Test
    void lossHalvesAndARisingDelayEndsIt() {
        learn();
        long before = burst.bytes();
        burst.lost(now);
        assertThat(burst.bytes()).isEqualTo(before / 2);
        burst.congested(now);
        assertThat(burst.bytes()).isZero();
    }

    @Test
    void aTrainThatWasHeldUpAsAWholeIsNoProof() {
        learn();
        // Wi-Fi hands over at once what it gathered, but late.
        delay += 60 * MS;
        train(FRAME, 1_000 * MBIT);
        train(FRAME, 1_000 * MBIT);
        assertThat(burst.bytes()).isLessThan(2 * FRAME * PACKET);
    }

    @Test
    void clocksThatDriftApartChangeNothing() {
        for (int i = 0; i < 10_000; i++) {
            train(FRAME, 100 * MBIT);
            delay += 3_300; // 100 ppm
        }
        assertThat(burst.failedLately(now)).isFalse();
        assertThat(burst.bytes()).isEqualTo(2 * FRAME * PACKET);
    }

    @Test
    void whatWasLongAgoIsBelievedLess() {
        learn();
        long before = burst.bytes();
        for (long end = now + 65_000 * MS; now < end; ) {
            train(FRAME, 100 * MBIT);
        }
        assertThat(burst.bytes()).isEqualTo(before / 2);
    }

    @Test
    void anotherPathIsUnknown() {
        learn();
        burst.clear();
        assertThat(burst.bytes()).isZero();
        delay += 500 * MS;
        train(FRAME, 100 * MBIT);
        train(FRAME, 100 * MBIT);
        assertThat(burst.bytes()).isEqualTo(2 * FRAME * PACKET);
    }

    private void learn() {
        train(FRAME, 100 * MBIT);
        train(2 * FRAME, 100 * MBIT);
        train(4 * FRAME, 100 * MBIT);
        train(FRAME, 100 * MBIT);
        assertThat(burst.bytes()).isEqualTo(8 * FRAME * PACKET);
    }

    /** Packets that leave at once come one behind the other, 33 ms after those before. */
    private void train(int packets, long bitsPerSecond) {
        now += 33 * MS;
        long took = 0;
        for (int i = 0; i < packets; i++) {
            took += PACKET * 8_000_000_000L / bitsPerSecond;
            burst.add(PACKET, now, now + delay + took + CLOCK);
        }
    }
}
