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

    private PayloadMemory.Held held(PayloadMemory memory, PacketBuffer packet, int from, long now) {
        PayloadMemory.Held held = new PayloadMemory.Held();
        memory.hold(packet, from, packet.length() - from, held, now);
        return held;
    }

    @Test
    void aHeadAndTheEndOfASharedPayloadAreThePacket() {
        PayloadMemory memory = new PayloadMemory(1 << 20, 1000 * MS);
        PacketBuffer incoming = Packets.packet(7, 1100);
        new Random(1).nextBytes(incoming.array());
        PayloadMemory.Held payload = held(memory, incoming, 12, 0);
        PacketBuffer outgoing = PacketBuffer.allocate(PacketBuffer.CAPACITY).length(1120);
        outgoing.putBytes(32, incoming.array(), 12, 1088);
        // The head is the receiver's own: another header, and a rewritten descriptor.
        outgoing.putI64(32, 42);
        buffer.keep(outgoing, 48, payload, 7, 0);
        byte[] bytes = outgoing.copy();
        outgoing.putI64(0, 0);
        assertThat(buffer.find(7, MS)).isEqualTo(1120);
        assertThat(buffer.retransmit(7, target, MS, RTT)).isEqualTo(Retransmit.SEND);
        assertThat(target.copy()).isEqualTo(bytes);
        assertThat(buffer.capacityBytes()).isEqualTo(1 << 14);
    }

    @Test
    void withTheSharedPayloadThePacketIsGone() {
        PayloadMemory memory = new PayloadMemory(1 << 15, 1000 * MS);
        PacketBuffer packet = Packets.packet(7, 1100);
        buffer.keep(packet, 100, held(memory, packet, 12, 0), 7, 0);
        for (int i = 0; i < 28; i++) {
            assertThat(buffer.find(7, 0)).isEqualTo(1100);
            held(memory, packet, 12, 0);
        }
        // 15 payloads of 1,088 bytes fit into 16 KiB, and there are two such pieces.
        held(memory, packet, 12, 0);
        held(memory, packet, 12, 0);
        assertThat(buffer.find(7, 0)).isEqualTo(-1);
        assertThat(buffer.retransmit(7, target, 0, RTT)).isEqualTo(Retransmit.GONE);
    }

    @Test
    void whatIsHeldByNobodyIsKeptWhole() {
        PacketBuffer packet = Packets.packet(7, 1100);
        buffer.keep(packet, 100, new PayloadMemory.Held(), 7, 0);
        assertThat(buffer.retransmit(7, target, 0, RTT)).isEqualTo(Retransmit.SEND);
        assertThat(target.copy()).isEqualTo(packet.copy());
    }

    @Test
    void payloadsAreForgottenInSilence() {
        PayloadMemory memory = new PayloadMemory(1 << 20, 1000 * MS);
        held(memory, Packets.packet(7, 1100), 12, 0);
        assertThat(memory.trim(1000 * MS)).isFalse();
        assertThat(memory.capacityBytes()).isEqualTo(1 << 14);
        assertThat(memory.trim(1001 * MS)).isTrue();
        assertThat(memory.capacityBytes()).isZero();
    }
}
