package foyer.sfu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class PacketBufferTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void numbersAreBigEndianAndCountFromTheStartOfThePacket() {
        PacketBuffer packet = packet("ffff 8081828384858687 ffff", 2, 8);

        assertThat(packet.u8(0)).isEqualTo(0x80);
        assertThat(packet.u16(1)).isEqualTo(0x8182);
        assertThat(packet.u24(2)).isEqualTo(0x828384);
        assertThat(packet.i32(4)).isEqualTo(0x84858687);
        assertThat(packet.u32(4)).isEqualTo(0x84858687L);
        assertThat(packet.i64(0)).isEqualTo(0x8081828384858687L);
    }

    @Test
    void writesWhatItReadsAndNothingBeside() {
        byte[] array = HEX.parseHex("ffffffffffffffffffff");
        PacketBuffer packet = PacketBuffer.wrap(array, 1, 8);

        packet.putI64(0, 0);
        packet.putU8(0, 0x180);
        packet.putU16(1, 0x8182);
        packet.putU24(3, 0x838485);
        assertThat(HEX.formatHex(array)).isEqualTo("ff8081828384850000ff");

        packet.putU32(4, 0xcafe_f00dL);
        assertThat(HEX.formatHex(array)).isEqualTo("ff80818283cafef00dff");
    }

    @Test
    void accessOutsideThePacketThrowsAlthoughTheArrayGoesOn() {
        PacketBuffer packet = PacketBuffer.wrap(new byte[64], 16, 9);
        record Access(int bytes, IntConsumer at) {}
        List<Access> accesses =
                List.of(
                        new Access(1, packet::u8),
                        new Access(2, packet::u16),
                        new Access(3, packet::u24),
                        new Access(4, packet::i32),
                        new Access(4, packet::u32),
                        new Access(8, packet::i64),
                        new Access(1, at -> packet.putU8(at, 1)),
                        new Access(2, at -> packet.putU16(at, 1)),
                        new Access(3, at -> packet.putU24(at, 1)),
                        new Access(4, at -> packet.putI32(at, 1)),
                        new Access(4, at -> packet.putU32(at, 1)),
                        new Access(8, at -> packet.putI64(at, 1)),
                        new Access(5, at -> packet.putBytes(at, new byte[5], 0, 5)),
                        new Access(5, at -> packet.getBytes(at, new byte[5], 0, 5)));

        for (Access access : accesses) {
            access.at().accept(0);
            access.at().accept(9 - access.bytes());
            for (int outside : new int[] {-1, 10 - access.bytes(), 9, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> access.at().accept(outside))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @Test
    void growsWithinItsArrayOnly() {
        PacketBuffer packet = PacketBuffer.wrap(new byte[10], 4, 2);

        assertThat(packet.capacity()).isEqualTo(6);
        assertThat(packet.length(6).length()).isEqualTo(6);
        assertThatThrownBy(() -> packet.length(7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> packet.length(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(packet.length()).isEqualTo(6);
    }

    @Test
    void cannotBePutOverMoreThanThereIs() {
        PacketBuffer packet = PacketBuffer.allocate(4);

        assertThatThrownBy(() -> packet.rewrap(new byte[4], 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> PacketBuffer.wrap(new byte[4], -1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(packet.rewrap(new byte[] {1, 2, 3, 4}, 1, 2).u16(0)).isEqualTo(0x0203);
    }

    @Test
    void copiesOwnTheirBytes() {
        PacketBuffer packet = packet("000102030405", 1, 4);
        byte[] copy = packet.copy();
        PacketBuffer other = PacketBuffer.allocate(8).set(packet);
        packet.putU8(0, 0xff);

        assertThat(HEX.formatHex(copy)).isEqualTo("01020304");
        assertThat(HEX.formatHex(other.copy())).isEqualTo("01020304");
    }

    @Test
    void copiesBetweenPacketsAreCheckedOnBothSides() {
        PacketBuffer source = packet("000102030405", 1, 4);
        PacketBuffer target = PacketBuffer.allocate(8).length(3);

        target.putPacket(1, source, 2, 2);
        assertThat(HEX.formatHex(target.copy())).isEqualTo("000304");
        assertThatThrownBy(() -> target.putPacket(2, source, 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> target.putPacket(0, source, 3, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> PacketBuffer.allocate(3).set(source))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readsBackWhatWasWrittenAtAnyPlace() {
        long seed = 7_141;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int length = 8 + random.nextInt(40);
            PacketBuffer packet = PacketBuffer.wrap(new byte[64], random.nextInt(16), length);
            int at = random.nextInt(length - 7);
            long value = random.nextLong();
            packet.putI64(at, value);
            long read =
                    (long) packet.u8(at) << 56
                            | (long) packet.u24(at + 1) << 32
                            | (long) packet.u16(at + 4) << 16
                            | packet.u16(at + 6);
            assertThat(read).as("seed %d, round %d", seed, i).isEqualTo(value);
        }
    }

    private static PacketBuffer packet(String hex, int offset, int length) {
        return PacketBuffer.wrap(HEX.parseHex(hex.replace(" ", "")), offset, length);
    }
}
