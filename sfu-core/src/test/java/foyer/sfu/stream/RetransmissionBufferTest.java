package foyer.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.wire.PacketBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetransmissionBufferTest {
    private static final long MS = 1_000_000;
    private static final long RTT = 50 * MS;
    private static final int SLAB = 16 << 10;

    private final RetransmissionBuffer buffer = new RetransmissionBuffer(SLAB, 1 << 20, 1000 * MS);
    private final PacketBuffer target = PacketBuffer.allocate(PacketBuffer.CAPACITY);

    @Test
    void givesBackACopyAsItWasKept() {
        PacketBuffer packet = Packets.packet(7, 1100);
        byte[] bytes = packet.copy();
        buffer.keep(packet, 7, 0);
        Packets.fill(packet, 8, 900);
        assertThat(buffer.find(7, 10 * MS)).isEqualTo(1100);
        assertThat(buffer.retransmit(7, target, 10 * MS, RTT)).isEqualTo(Retransmit.SEND);
        assertThat(target.copy()).isEqualTo(bytes);
    }

    @Test
    void sendsTheSamePacketOncePerRoundTrip() {
        buffer.keep(Packets.packet(7, 100), 7, 0);
        assertThat(buffer.retransmit(7, target, MS, RTT)).isEqualTo(Retransmit.SEND);
        target.length(0);
        assertThat(buffer.retransmit(7, target, MS + RTT - 1, RTT)).isEqualTo(Retransmit.TOO_SOON);
        assertThat(target.length()).isZero();
        assertThat(buffer.retransmit(7, target, MS + RTT, RTT)).isEqualTo(Retransmit.SEND);
    }

    @Test
    void knowsNothingItWasNotGiven() {
        assertThat(buffer.retransmit(7, target, 0, RTT)).isEqualTo(Retransmit.GONE);
        buffer.keep(Packets.packet(7, 100), 7, 0);
        // The same place in the table.
        assertThat(buffer.retransmit(7 + 64, target, 0, RTT)).isEqualTo(Retransmit.GONE);
        assertThat(buffer.find(0, 0)).isEqualTo(-1);
    }

    @Test
    void forgetsByAge() {
        buffer.keep(Packets.packet(7, 100), 7, 0);
        assertThat(buffer.find(7, 1000 * MS)).isEqualTo(100);
        assertThat(buffer.retransmit(7, target, 1001 * MS, RTT)).isEqualTo(Retransmit.GONE);
    }

    @Test
    void forgetsTheOldestWhenFull() {
        for (int i = 0; i < 2000; i++) {
            buffer.keep(Packets.packet(i, 1100), i, 0);
        }
        assertThat(buffer.capacityBytes()).isEqualTo(1 << 20);
        // 14 packets fit into 16 KiB, 64 slabs: the last 882 to 896.
        assertThat(buffer.find(2000 - 900, 0)).isEqualTo(-1);
        for (int i = 2000 - 880; i < 2000; i++) {
            assertThat(buffer.retransmit(i, target, 0, RTT)).isEqualTo(Retransmit.SEND);
            assertThat(Packets.isIntact(target, i, 1100)).as("packet %d", i).isTrue();
        }
    }

    @Test
    void costsNothingIdleAndLittleAtALowRate() {
        assertThat(buffer.capacityBytes()).isZero();
        PacketBuffer packet = Packets.packet(0, 120);
        for (int i = 0; i < 5000; i++) {
            buffer.keep(packet, i, 20 * MS * i);
        }
        assertThat(buffer.capacityBytes()).isEqualTo(2 * SLAB);
        assertThat(buffer.trim(100_000 * MS)).isFalse();
        assertThat(buffer.capacityBytes()).isPositive();
        assertThat(buffer.trim(100_000 * MS + 1001 * MS)).isTrue();
        assertThat(buffer.capacityBytes()).isZero();
        assertThat(buffer.find(4999, 100_000 * MS)).isEqualTo(-1);
    }

    @Test
    void shrinksWhenTheRateFalls() {
        PacketBuffer packet = Packets.packet(0, 1100);
        int number = 0;
        long now = 0;
        for (int i = 0; i < 3000; i++, now += 2 * MS) {
            buffer.keep(packet, number++, now);
        }
        int high = buffer.capacityBytes();
        assertThat(high).isGreaterThan(500_000).isLessThan(800_000);
        for (int i = 0; i < 3000; i++, now += 20 * MS) {
            buffer.keep(packet, number++, now);
        }
        assertThat(buffer.capacityBytes()).isLessThan(high / 4);
    }

    @Test
    void keepsEveryPacketOfTheLastSecondAtAnyRate() {
        long seed = 77;
        Random random = new Random(seed);
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        int[] lengths = new int[65536];
        long[] sentAt = new long[65536];
        long now = 0;
        for (int i = 64_000; i < 264_000; i++) {
            int number = i & 0xffff;
            now += random.nextInt((i >> 14) % 2 == 0 ? 3_000_000 : 20_000_000);
            lengths[number] = 20 + random.nextInt(1180);
            sentAt[number] = now;
            buffer.keep(Packets.fill(packet, number, lengths[number]), number, now);
            int asked = i - random.nextInt(1000);
            if (asked >= 64_000) {
                int low = asked & 0xffff;
                boolean young = now - sentAt[low] <= 1000 * MS;
                assertThat(buffer.retransmit(low, target, now, 0) == Retransmit.SEND)
                        .as("seed %d, packet %d", seed, i)
                        .isEqualTo(young);
                assertThat(!young || Packets.isIntact(target, low, lengths[low])).isTrue();
            }
        }
    }

    @Test
    void sharesTheEndsOfPacketsWithOtherReceivers() {
        SharedPayloads shared = new SharedPayloads(1 << 20, 1000 * MS);
        RetransmissionBuffer other = new RetransmissionBuffer(2048, 1 << 16, 1000 * MS);
        RetransmissionBuffer small = new RetransmissionBuffer(2048, 1 << 16, 1000 * MS);
        for (int i = 0; i < 300; i++) {
            long now = 10 * MS * i;
            PacketBuffer packet = Packets.packet(i, 1100);
            shared.keep(packet, 40, 1060, now);
            small.keep(packet, shared, i, now);
            packet.putU8(39, 0xee);
            other.keep(packet, shared, i, now);
        }
        PacketBuffer expected = Packets.packet(299, 1100);
        assertThat(small.find(299, 2990 * MS)).isEqualTo(1100);
        assertThat(small.retransmit(299, target, 2990 * MS, RTT)).isEqualTo(Retransmit.SEND);
        assertThat(target.copy()).isEqualTo(expected.copy());
        assertThat(other.retransmit(299, target, 2990 * MS, RTT)).isEqualTo(Retransmit.SEND);
        expected.putU8(39, 0xee);
        assertThat(target.copy()).isEqualTo(expected.copy());
        assertThat(small.capacityBytes()).isLessThan(10_000);
        assertThat(shared.capacityBytes()).isLessThan(200_000);
    }

    @Test
    void aPacketWhoseEndIsForgottenIsGone() {
        SharedPayloads shared = new SharedPayloads(SLAB, 1000 * MS);
        PacketBuffer packet = Packets.packet(7, 1100);
        shared.keep(packet, 40, 1060, 0);
        buffer.keep(packet, shared, 7, 0);
        for (int i = 8; i < 40; i++) {
            shared.keep(Packets.packet(i, 1100), 40, 1060, MS);
        }
        assertThat(buffer.retransmit(7, target, MS, RTT)).isEqualTo(Retransmit.GONE);
        assertThat(shared.trim(1001 * MS)).isFalse();
        assertThat(shared.trim(1002 * MS)).isTrue();
        assertThat(shared.capacityBytes()).isZero();
    }

    @Test
    void keepsNothingOverAChangeOfSsrc() {
        buffer.keep(Packets.packet(7, 100), 7, 0);
        buffer.clear();
        assertThat(buffer.retransmit(7, target, 0, RTT)).isEqualTo(Retransmit.GONE);
        buffer.keep(Packets.packet(9, 100), 9, 0);
        assertThat(buffer.find(9, 0)).isEqualTo(100);
    }

    @Test
    void aBoundBelowOneSlabNamesItsValue() {
        assertThatThrownBy(() -> new RetransmissionBuffer(SLAB, 1000, MS))
                .hasMessage("maxBytes: 1000");
    }
}
