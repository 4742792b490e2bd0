package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.SrtpProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CipherRaceTest {
    private static final List<SrtpCipher> CANDIDATES =
            List.of(SrtpCipher.NATIVE, SrtpCipher.BASE, SrtpCipher.JDK);

    @BeforeAll
    static void needsTheLibrary() {
        NativeCiphers.assumeThere();
    }

    @Test
    void othersWinWhereTheyTakeLessThanHalfTheTime() {
        int base = AesCiphers.BASE.garbageBytes();
        assertThat(order(Map.of(SrtpCipher.NATIVE, 400L, SrtpCipher.BASE, 450L)))
                .containsExactly(SrtpCipher.NATIVE, SrtpCipher.BASE, SrtpCipher.JDK);
        assertThat(order(Map.of(SrtpCipher.NATIVE, 701L + base, SrtpCipher.BASE, 350L)))
                .containsExactly(SrtpCipher.BASE, SrtpCipher.NATIVE, SrtpCipher.JDK);
    }

    @Test
    void garbageCountsAsTime() {
        assertThat(order(Map.of(SrtpCipher.NATIVE, 1000L, SrtpCipher.JDK, 100L)))
                .startsWith(SrtpCipher.NATIVE, SrtpCipher.JDK);
    }

    @ParameterizedTest
    @EnumSource
    void everyCandidateIsMeasured(SrtpProfile profile) {
        CipherRace race = new CipherRace(profile, System::nanoTime);
        List<CipherRace.Result> results = race.run(CANDIDATES);
        assertThat(results).extracting(CipherRace.Result::cipher).hasSameElementsAs(CANDIDATES);
        assertThat(results)
                .allSatisfy(result -> assertThat(result.packetNanos()).isBetween(20L, 1_000_000L));
        assertThat(race.keys()).isZero();
    }

    private static List<SrtpCipher> order(Map<SrtpCipher, Long> packetNanos) {
        return new CipherRace(SrtpProfile.AEAD_AES_128_GCM, new TurnsClock(packetNanos))
                .run(CANDIDATES).stream().map(CipherRace.Result::cipher).toList();
    }

    /** Read before and after each turn: moves on by what the candidate's 64 packets shall take. */
    private static final class TurnsClock implements LongSupplier {
        private final List<Long> packetNanos = new ArrayList<>();
        private long nowNanos;
        private int readings;

        private TurnsClock(Map<SrtpCipher, Long> packetNanos) {
            CANDIDATES.forEach(
                    candidate -> this.packetNanos.add(packetNanos.getOrDefault(candidate, 9000L)));
        }

        @Override
        public long getAsLong() {
            int turn = readings / 2 % CANDIDATES.size();
            if (readings++ % 2 == 1) {
                nowNanos += 64 * packetNanos.get(turn);
            }
            return nowNanos;
        }
    }
}
