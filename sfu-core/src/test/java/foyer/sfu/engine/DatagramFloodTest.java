package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.DropReason;
import org.junit.jupiter.api.Test;

class DatagramFloodTest {
    private static final long SEED = 1;
    private static final long DATAGRAMS = Long.getLong("foyer.flood", 200_000);

    /** Compiled code, and what the libraries keep for reuse. */
    private static final long GROWTH_BYTES = 24L << 20;

    @Test
    void aCallGoesOnThroughHostileDatagrams() throws Exception {
        try (LoopbackCall call = LoopbackCall.start()) {
            DatagramFlood.Outcome outcome = new DatagramFlood(call, SEED).run(DATAGRAMS);
            System.out.println(outcome);
            assertThat(outcome.words()).isEqualTo((DATAGRAMS + 49) / 50);
            assertThat(outcome.memoryAfter() - outcome.memoryBefore())
                    .as("seed " + SEED + ": " + outcome)
                    .isLessThan(GROWTH_BYTES);
            assertThat(outcome.drops())
                    .as("seed " + SEED)
                    .containsKeys(
                            DropReason.EMPTY,
                            DropReason.UNKNOWN_SOURCE,
                            DropReason.UNKNOWN_PROTOCOL,
                            DropReason.SRTP_AUTHENTICATION);
        }
    }
}
