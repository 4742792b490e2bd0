package foyer.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFrameRequestsTest {
    private static final long MS = 1_000_000L;
    private static final long START = 5_000 * MS;

    private final KeyFrameRequests requests = new KeyFrameRequests(3);

    @Test
    void firstWishGoesOutAtOnce() {
        assertThat(requests.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        requests.want(1, KeyFrameCause.RECEIVER, START);

        assertThat(requests.nextDeadlineNanos()).isEqualTo(START);
        assertThat(requests.fire(START)).isTrue();
        assertThat(requests.wants(1)).isTrue();
        assertThat(requests.wants(0)).isFalse();
    }

    @Test
    void manyWishesAreOneRequest() {
        for (int i = 0; i < 100; i++) {
            requests.want(1, KeyFrameCause.RECEIVER, START + i);
            requests.fire(START + i);
        }

        assertThat(requests.requested()).isEqualTo(100);
        assertThat(requests.transmitted()).isEqualTo(1);
    }

    @Test
    void atMostOneRequestInHalfASecondAlsoAfterAnAnswer() {
        List<Long> sent = new ArrayList<>();
        for (long at = 0; at < 3_000; at += 10) {
            long now = START + at * MS;
            requests.packetArrived(now);
            requests.want((int) (at / 10) % 3, KeyFrameCause.RECEIVER, now);
            if (requests.fire(now)) {
                sent.add(at);
                requests.answered(0);
                requests.answered(1);
                requests.answered(2);
            }
        }

        assertThat(sent).containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L, 2_500L);
    }

    @Test
    void isRepeatedUntilAnsweredAndSlowerWhenIgnored() {
        requests.want(2, KeyFrameCause.RECEIVER, START);

        assertThat(firedWithin(20_000))
                .containsExactly(
                        0L, 500L, 1_000L, 1_500L, 2_000L, 2_500L, 5_500L, 8_500L, 11_500L, 14_500L,
                        17_500L);
    }

    @Test
    void newWishSpeedsUpAgain() {
        requests.want(2, KeyFrameCause.RECEIVER, START);
        firedWithin(6_000);
        requests.want(2, KeyFrameCause.RECEIVER, START + 6_100 * MS);

        assertThat(requests.fire(START + 6_100 * MS)).isTrue();
        assertThat(requests.nextDeadlineNanos()).isEqualTo(START + 6_600 * MS);
    }

    @Test
    void answerEndsTheRequestOfItsStreamOnly() {
        requests.want(0, KeyFrameCause.RECEIVER, START);
        requests.want(2, KeyFrameCause.RECEIVER, START);
        requests.fire(START);
        requests.answered(2);

        assertThat(requests.wants(2)).isFalse();
        assertThat(requests.fire(START + 500 * MS)).isTrue();
        requests.answered(0);
        assertThat(requests.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(requests.fire(START + 1_000 * MS)).isFalse();
    }

    @Test
    void answerToNoQuestionChangesNothing() {
        requests.want(0, KeyFrameCause.RECEIVER, START);
        requests.answered(1);
        requests.answered(1);

        assertThat(requests.fire(START)).isTrue();
    }

    @Test
    void silentSenderIsNotAskedUntilItSendsAgain() {
        requests.packetArrived(START);
        requests.want(0, KeyFrameCause.RECEIVER, START + 2_500 * MS);

        assertThat(requests.fire(START + 2_500 * MS)).isFalse();
        assertThat(requests.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        requests.packetArrived(START + 60_000 * MS);
        assertThat(requests.fire(START + 60_000 * MS)).isTrue();
    }

    @Test
    void clockMayWrap() {
        long start = Long.MAX_VALUE - 100 * MS;
        requests.want(0, KeyFrameCause.RECEIVER, start);
        assertThat(requests.fire(start)).isTrue();

        assertThat(requests.fire(start + 499 * MS)).isFalse();
        assertThat(requests.fire(start + 500 * MS)).isTrue();
    }

    private List<Long> firedWithin(long ms) {
        List<Long> fired = new ArrayList<>();
        for (long at = 0; at < ms; at += 10) {
            requests.packetArrived(START + at * MS);
            if (requests.fire(START + at * MS)) {
                fired.add(at);
            }
        }
        return fired;
    }

    @Test
    void tellsWhatTheLastWishesWereFor() {
        requests.want(1, KeyFrameCause.NEW_CONSUMER, START);
        requests.want(2, KeyFrameCause.LOSS, START + MS);
        assertThat(requests.last())
                .containsExactly(
                        new KeyFrameRequests.Wish(KeyFrameCause.LOSS, 2, START + MS),
                        new KeyFrameRequests.Wish(KeyFrameCause.NEW_CONSUMER, 1, START));
        for (int i = 0; i < 20; i++) {
            requests.want(0, KeyFrameCause.RECEIVER, START + i * MS);
        }
        assertThat(requests.last())
                .hasSize(8)
                .startsWith(new KeyFrameRequests.Wish(KeyFrameCause.RECEIVER, 0, START + 19 * MS));
    }
}
