package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressBucketsTest {
    private final VirtualTime time = new VirtualTime();

    private AddressBuckets buckets(int atOnce, double perSecond) {
        return new AddressBuckets(new Buckets(time), new AddressLimits.Rate(atOnce, perSecond));
    }

    @Test
    void holdPerAddress() {
        AddressBuckets buckets = buckets(2, 0.5);
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isFalse();
        assertThat(buckets.take("b")).isTrue();
        time.pass(2_000);
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isFalse();
    }

    @Test
    void takeBackATokenButNotMoreThanThereWere() {
        AddressBuckets buckets = buckets(1, 0.1);
        assertThat(buckets.take("a")).isTrue();
        buckets.giveBack("a");
        buckets.giveBack("a");
        buckets.giveBack("never seen");
        assertThat(buckets.take("a")).isTrue();
        assertThat(buckets.take("a")).isFalse();
    }

    @Test
    void stayBoundedForAMillionAddresses() {
        AddressBuckets buckets = buckets(10, 0.001);
        int most = 0;
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(buckets.take("address " + i)).isTrue();
            most = Math.max(most, buckets.addresses());
        }
        assertThat(most).isEqualTo(AddressBuckets.MAX_ADDRESSES);
        // Who asked last is still held.
        for (int i = 0; i < 9; i++) {
            assertThat(buckets.take("address 999999")).isTrue();
        }
        assertThat(buckets.take("address 999999")).isFalse();
    }

    @Test
    void keepWhoIsHeldAndAsksOnBesideManyOthers() {
        AddressBuckets buckets = buckets(1, 0.001);
        assertThat(buckets.take("guesser")).isTrue();
        for (int i = 0; i < 50_000; i++) {
            assertThat(buckets.take("address " + i)).isTrue();
            if (i % 1_000 == 0) {
                assertThat(buckets.take("guesser")).isFalse();
            }
        }
    }

    @Test
    void forgetWhoseBucketsAreFullAgain() {
        AddressBuckets buckets = buckets(10, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(buckets.take("address " + i)).isTrue();
        }
        time.pass(1_000);
        for (int i = 0; i < 500; i++) {
            assertThat(buckets.take("other " + i)).isTrue();
        }
        assertThat(buckets.addresses()).isEqualTo(500);
    }
}
