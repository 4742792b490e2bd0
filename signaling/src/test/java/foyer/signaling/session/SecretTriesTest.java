package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTriesTest {
    private static final int TOKENS = 3;

    private final VirtualTime time = new VirtualTime();
    private final SecretTries tries =
            new SecretTries(
                    new AddressBuckets(new Buckets(time), new AddressLimits.Rate(TOKENS, 0.1)));
    private final List<SecretTries.Try> begun = new ArrayList<>();
    private final List<SecretTries.Try> refused = new ArrayList<>();

    private SecretTries.Try attempt(String address) {
        SecretTries.Try attempt = tries.of(address, begun::add, refused::add);
        attempt.begin();
        return attempt;
    }

    private List<SecretTries.Try> attempts(int count) {
        List<SecretTries.Try> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(attempt("a"));
        }
        return all;
    }

    @Test
    void areOverWithTheTokens() {
        for (int i = 0; i < TOKENS; i++) {
            assertThat(attempt("a").failed()).isTrue();
        }
        SecretTries.Try late = attempt("a");
        assertThat(begun).hasSize(TOKENS).doesNotContain(late);
        assertThat(refused).containsExactly(late);
        attempt("b");
        assertThat(begun).hasSize(TOKENS + 1);
        time.pass(10_000);
        attempt("a");
        assertThat(begun).hasSize(TOKENS + 2);
    }

    @Test
    void costNothingWhenRight() {
        for (int i = 0; i < 100; i++) {
            attempt("a").succeeded();
        }
        assertThat(begun).hasSize(100);
        assertThat(refused).isEmpty();
        assertThat(tries.undecidedAddresses()).isZero();
    }

    @Test
    void atTheSameTimeAreNoMoreThanTheTokens() {
        List<SecretTries.Try> all = attempts(50);
        assertThat(begun).hasSize(TOKENS);
        assertThat(refused).isEmpty();
        begun.forEach(SecretTries.Try::failed);
        assertThat(begun).hasSize(TOKENS);
        assertThat(refused).hasSize(all.size() - TOKENS);
        assertThat(tries.undecidedAddresses()).isZero();
    }

    @Test
    void atTheSameTimeAreAllLetThroughWhenRight() {
        List<SecretTries.Try> all = attempts(50);
        for (int i = 0; i < all.size(); i++) {
            begun.get(i).succeeded();
        }
        assertThat(begun).containsExactlyElementsOf(all);
        assertThat(refused).isEmpty();
        assertThat(tries.undecidedAddresses()).isZero();
    }

    @Test
    void countOnce() {
        SecretTries.Try attempt = attempt("a");
        attempt.succeeded();
        assertThat(attempt.failed()).isFalse();
        attempt.succeeded();
        attempts(TOKENS + 1);
        assertThat(begun).hasSize(1 + TOKENS);
    }

    @Test
    void leaveTheQueueWhenNobodyWaitsForThemAnyMore() {
        List<SecretTries.Try> all = attempts(TOKENS + 2);
        SecretTries.Try gone = all.get(TOKENS);
        assertThat(gone.failed()).isTrue();
        begun.getFirst().succeeded();
        assertThat(begun).hasSize(TOKENS + 1).doesNotContain(gone);
        assertThat(begun.getLast()).isSameAs(all.getLast());
    }

    @Test
    void areLimitedByAFailureNobodyExpected() {
        for (int i = 0; i < TOKENS; i++) {
            tries.failedUnexpectedly("a");
        }
        attempt("a");
        assertThat(begun).isEmpty();
        assertThat(refused).hasSize(1);
    }
}
