package foyer.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StunTest {
    private static final byte[] REQUEST =
            new StunBuilder(0x0001, new byte[12])
                    .attribute(StunBuilder.USERNAME, "server:client")
                    .fingerprint()
                    .build();

    @Test
    void knowsStunByItsHeader() {
        assertThat(Stun.looksLikeStun(PacketBuffer.wrap(REQUEST))).isTrue();
        assertThat(Stun.looksLikeStun(with(0, 0x16))).as("DTLS").isFalse();
        assertThat(Stun.looksLikeStun(with(0, 0x80))).as("RTP").isFalse();
        assertThat(Stun.looksLikeStun(with(4, 0x20))).as("cookie").isFalse();
        assertThat(Stun.looksLikeStun(with(3, 8))).as("length").isFalse();
        assertThat(Stun.looksLikeStun(cut(19))).as("short").isFalse();
    }

    @Test
    void wantsTheHeaderToSayTheDatagramsLength() {
        byte[] odd = Arrays.copyOf(REQUEST, REQUEST.length + 1);
        odd[3]++;
        assertThat(Stun.looksLikeStun(PacketBuffer.wrap(odd))).isFalse();
        assertThat(Stun.looksLikeStun(cut(REQUEST.length - 4))).isFalse();
    }

    @Test
    void readsThePartBeforeTheColonWhereverThePacketLies() {
        byte[] shifted = new byte[REQUEST.length + 7];
        System.arraycopy(REQUEST, 0, shifted, 7, REQUEST.length);
        PacketBuffer packet = PacketBuffer.wrap(shifted, 7, REQUEST.length);
        assertThat(Stun.localUsernameFragment(packet)).isEqualTo("server");
    }

    @Test
    void findsNoFragmentWithoutAColonNearEnough() {
        assertThat(fragmentOf("nocolon")).isNull();
        assertThat(fragmentOf("x".repeat(256) + ":y")).hasSize(256);
        assertThat(fragmentOf("x".repeat(257) + ":y")).isNull();
    }

    @Test
    void findsNoFragmentInAnIndication() {
        byte[] indication = new StunBuilder(0x0011, new byte[12]).build();
        assertThat(Stun.localUsernameFragment(PacketBuffer.wrap(indication))).isNull();
    }

    @Test
    void peeksIntoAnyBytesWithoutFailing() {
        long seed = 5389;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = AnyBytes.near(REQUEST, random);
            try {
                Stun.localUsernameFragment(PacketBuffer.wrap(bytes));
                StunMessage.parse(PacketBuffer.wrap(bytes));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    private static @Nullable String fragmentOf(String username) {
        return Stun.localUsernameFragment(
                PacketBuffer.wrap(
                        new StunBuilder(0x0001, new byte[12])
                                .attribute(StunBuilder.USERNAME, username)
                                .build()));
    }

    private static PacketBuffer with(int index, int value) {
        byte[] bytes = REQUEST.clone();
        bytes[index] = (byte) value;
        return PacketBuffer.wrap(bytes);
    }

    private static PacketBuffer cut(int length) {
        return PacketBuffer.wrap(Arrays.copyOf(REQUEST, length));
    }
}
