package foyer.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import foyer.sfu.bwe.BandwidthEstimator;
import foyer.sfu.bwe.RateLimits;
import foyer.sfu.rtcp.TransportFeedbackBuilder;
import foyer.sfu.rtp.AbsSendTime;
import foyer.sfu.wire.PacketBuffer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedSenderTest {
    private static final long MS = 1_000_000;
    private static final int NUMBER_AT = 20;
    private static final int TIME_AT = 24;
    private static final int BYTES = 1000;

    private record Sent(long atNanos, int ssrc, int number, int time) {}

    private final List<Sent> sent = new ArrayList<>();
    private final BandwidthEstimator estimator = new BandwidthEstimator(RateLimits.DEFAULT);
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final RecordingTransportOutput out = new RecordingTransportOutput();
    private int told;
    private int messages;
    private boolean counting = true;
    private long countOnly;
    private long now = 50 * MS;

    private final PacedSender sender =
            new PacedSender(
                    estimator,
                    new PacketPool(),
                    new PacedSender.Exit() {
                        @Override
                        public boolean transmit(
                                PacketBuffer sentPacket,
                                PacedSender.Kind kind,
                                long nowNanos,
                                TransportOutput sink) {
                            countOnly++;
                            if (counting) {
                                sent.add(
                                        new Sent(
                                                nowNanos,
                                                sentPacket.i32(8),
                                                sentPacket.u16(NUMBER_AT),
                                                sentPacket.u24(TIME_AT)));
                            }
                            return true;
                        }

                        @Override
                        public boolean makeProbe(int bytes, long nowNanos, TransportOutput sink) {
                            packet(99);
                            return sender.transmitProbe(packet, NUMBER_AT, TIME_AT, nowNanos, sink);
                        }
                    });

    @Test
    void withoutAnEstimateEverythingGoesAtOnce() {
        for (int i = 0; i < 100; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        assertThat(sent).hasSize(100);
        assertThat(sender.nextDeadlineNanos(now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatFitsIsNotDelayed() {
        sender.pace();
        for (int i = 0; i < 100; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
            assertThat(sent).hasSize(i + 1);
            now += 9 * MS;
        }
        assertThat(sender.longestWaitNanos()).isZero();
    }

    @Test
    void aBurstIsSpreadALittleAboveTheEstimate() {
        sender.pace();
        for (int i = 0; i < 40; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        assertThat(sent.size()).isLessThan(8);
        run(60);
        // 1.5 Mbit/s are 11 packets in 60 ms.
        assertThat(sent.size()).isBetween(14, 20);
        run(300);
        assertThat(sent).hasSize(40);
        assertThat(sender.waiting()).isZero();
    }

    @Test
    void whatWaitsLeavesInPartsOfSeveralPackets() {
        sender.pace();
        estimator.remb(20_000_000);
        for (int i = 0; i < 110; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        int atOnce = sent.size();
        assertThat(atOnce).isBetween(60, 90);
        // 30 Mbit/s are 19 packets in 5 ms.
        long due = sender.nextDeadlineNanos(now);
        assertThat(due - now).isBetween(4 * MS, 6 * MS);
        now = due;
        sender.onDeadline(now, out);
        assertThat(sent.size() - atOnce).isBetween(15, 21);
        // The last ones wait for no others.
        run(20);
        assertThat(sent).hasSize(110);
        assertThat(sender.longestWaitNanos()).isLessThan(12 * MS);
    }

    @Test
    void aBurstThatThePathHasShownToTakeLeavesAtOnce() {
        sender.pace();
        for (int frame = 0; frame < 100; frame++) {
            frame(frame == 10 ? 60 : 4);
        }
        assertThat(sender.longestWaitNanos()).as("a key frame at first").isGreaterThan(50 * MS);
        assertThat(sender.probeBytes()).as("what it takes to learn").isBetween(40_000L, 100_000L);
        long before = sender.probeBytes();
        int sentBefore = sent.size();
        for (int i = 0; i < 60; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        assertThat(sent).hasSize(sentBefore + 60);
        assertThat(sender.probeBytes()).isEqualTo(before);
    }

    @Test
    void noBurstIsMadeUpWhereNothingHadToWait() {
        sender.pace();
        for (int frame = 0; frame < 100; frame++) {
            frame(4);
        }
        assertThat(sender.probeBytes()).isZero();
    }

    /** A frame that leaves, and all of which comes 10 ms later; it is told of at once. */
    private void frame(int packets) {
        for (int i = 0; i < packets; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        run(33);
        TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
        builder.start(sent.get(told).number(), sent.get(told).atNanos() + 10 * MS, 1200);
        for (; told < sent.size(); told++) {
            Sent one = sent.get(told);
            if (!builder.add(one.number(), one.atNanos() + 10 * MS)) {
                break;
            }
        }
        estimator.feedback(builder.build(1, 2, messages++ & 0xff), now);
    }

    @Test
    void audioPassesAllAndRetransmissionsPassVideo() {
        sender.pace();
        for (int i = 0; i < 20; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        transmit(PacedSender.Kind.RETRANSMISSION, 2);
        int before = sent.size();
        transmit(PacedSender.Kind.IMMEDIATE, 3);
        assertThat(sent).hasSize(before + 1);
        assertThat(sent.getLast().ssrc()).isEqualTo(3);
        run(20);
        assertThat(sent.get(before + 1).ssrc()).isEqualTo(2);
        assertThat(sent.get(before + 2).ssrc()).isEqualTo(1);
    }

    @Test
    void numberAndTimeAreThoseOfTheMomentOfSending() {
        sender.pace();
        for (int i = 0; i < 30; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        run(500);
        assertThat(sent).hasSize(30);
        for (int i = 0; i < sent.size(); i++) {
            Sent one = sent.get(i);
            assertThat(one.number()).isEqualTo(sent.getFirst().number() + i);
            assertThat(one.time()).isEqualTo(AbsSendTime.ofNanos(one.atNanos()));
        }
    }

    @Test
    void theQueueIsBounded() {
        sender.pace();
        for (int i = 0; i < 5000; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        assertThat(sender.dropped()).isPositive();
        assertThat(sender.waiting() * BYTES).isLessThan(120_000);
        run(700);
        assertThat(sender.waiting()).isZero();
    }

    @Test
    void forgetsWhatNobodyWantsAnyMore() {
        sender.pace();
        for (int i = 0; i < 20; i++) {
            transmit(PacedSender.Kind.VIDEO, 1 + i % 2);
        }
        int gone = sent.size();
        sender.forget(1);
        run(500);
        assertThat(sent.subList(gone, sent.size())).isNotEmpty().allMatch(one -> one.ssrc() == 2);
    }

    @Test
    void aProbeIsMadeUpWhereNothingWaits() {
        sender.pace();
        estimator.demand(3_000_000, now);
        transmit(PacedSender.Kind.VIDEO, 1);
        run(100);
        List<Sent> probes = sent.stream().filter(one -> one.ssrc() == 99).toList();
        assertThat(probes).hasSizeBetween(3, 6);
        long span = probes.getLast().atNanos() - probes.getFirst().atNanos();
        // Twice the estimate: a packet every 4 ms.
        assertThat(span / (probes.size() - 1)).isBetween(3 * MS, 5 * MS);
        assertThat(sender.probeBytes()).isPositive();
    }

    @Test
    void aStalledLoopSendsNoMoreThanABurstAfterwards() {
        sender.pace();
        for (int i = 0; i < 40; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
        }
        int before = sent.size();
        now += 100 * MS;
        sender.onDeadline(now, out);
        // 100 ms at 1.5 Mbit/s are 18 packets; they are owed, more is not.
        assertThat(sent.size() - before).isLessThan(26);
        assertThat(sender.waiting()).isPositive();
    }

    @Test
    void sendingAllocatesNothing() {
        sender.pace();
        counting = false;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        step(40_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        step(50_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000);
        assertThat(countOnly).isGreaterThan(80_000);
    }

    private void step(int packets) {
        for (int i = 0; i < packets; i++) {
            transmit(PacedSender.Kind.VIDEO, 1);
            if (i % 4 == 3) {
                now += 25 * MS;
                sender.onDeadline(now, out);
            }
        }
    }

    private void packet(int ssrc) {
        packet.length(BYTES);
        packet.putI32(8, ssrc);
    }

    private void transmit(PacedSender.Kind kind, int ssrc) {
        packet(ssrc);
        boolean tracked = kind != PacedSender.Kind.IMMEDIATE;
        sender.transmit(packet, kind, tracked ? NUMBER_AT : -1, TIME_AT, now, out);
    }

    private void run(int millis) {
        for (int i = 0; i < millis; i++) {
            now += MS;
            if (sender.nextDeadlineNanos(now) <= now) {
                sender.onDeadline(now, out);
            }
        }
    }
}
