package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpContextTest {
    private static final int SSRC = 0xcafe_babe;

    CipherChoice ciphers() {
        return CipherChoice.BASE;
    }

    private Pair pair(SrtpProfile profile) {
        return new Pair(ciphers(), profile);
    }

    @ParameterizedTest
    @EnumSource
    void carriesRtpAndRtcpBothWays(SrtpProfile profile) {
        Pair pair = pair(profile);
        for (int payload : new int[] {0, 1, 15, 16, 17, 1100}) {
            for (boolean forth : new boolean[] {true, false}) {
                SrtpContext from = forth ? pair.alice : pair.bob;
                SrtpContext to = forth ? pair.bob : pair.alice;
                PacketBuffer rtp = Packets.rtp(SSRC, 1 + payload, payload);
                String plain = Packets.hex(rtp);
                assertThat(from.protectRtp(rtp)).isEqualTo(SrtpResult.OK);
                assertThat(Packets.hex(rtp)).isNotEqualTo(plain);
                assertThat(to.unprotectRtp(rtp)).isEqualTo(SrtpResult.OK);
                assertThat(Packets.hex(rtp)).isEqualTo(plain);

                PacketBuffer rtcp = Packets.rtcp(SSRC, payload / 4);
                plain = Packets.hex(rtcp);
                assertThat(from.protectRtcp(rtcp)).isEqualTo(SrtpResult.OK);
                assertThat(to.unprotectRtcp(rtcp)).isEqualTo(SrtpResult.OK);
                assertThat(Packets.hex(rtcp)).isEqualTo(plain);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesCsrcsAndExtensionInTheClear(SrtpProfile profile) {
        Pair pair = pair(profile);
        byte[] header = Packets.hex("91 60 0007 00000000 cafebabe 00000001 bede0001 10ff0000");
        PacketBuffer packet = Packets.buffer(new byte[header.length + 20]);
        packet.putBytes(0, header, 0, header.length);
        assertThat(pair.alice.protectRtp(packet)).isEqualTo(SrtpResult.OK);
        assertThat(packet.copy()).startsWith(header);
        assertThat(pair.bob.unprotectRtp(packet)).isEqualTo(SrtpResult.OK);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatCameBefore(SrtpProfile profile) {
        Pair pair = pair(profile);
        PacketBuffer rtp = Packets.rtp(SSRC, 500, 50);
        PacketBuffer rtcp = Packets.rtcp(SSRC, 5);
        pair.alice.protectRtp(rtp);
        pair.alice.protectRtcp(rtcp);
        PacketBuffer rtpAgain = Packets.buffer(rtp.copy());
        PacketBuffer rtcpAgain = Packets.buffer(rtcp.copy());

        assertThat(pair.bob.unprotectRtp(rtp)).isEqualTo(SrtpResult.OK);
        assertThat(pair.bob.unprotectRtcp(rtcp)).isEqualTo(SrtpResult.OK);
        assertThat(pair.bob.unprotectRtp(rtpAgain)).isEqualTo(SrtpResult.REPLAYED);
        assertThat(pair.bob.unprotectRtcp(rtcpAgain)).isEqualTo(SrtpResult.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void neverSendsOneIndexTwice(SrtpProfile profile) {
        Pair pair = pair(profile);
        assertThat(pair.alice.protectRtp(Packets.rtp(SSRC, 500, 50))).isEqualTo(SrtpResult.OK);
        PacketBuffer again = Packets.rtp(SSRC, 500, 60);
        String plain = Packets.hex(again);
        assertThat(pair.alice.protectRtp(again)).isEqualTo(SrtpResult.REPLAYED);
        assertThat(Packets.hex(again)).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource
    void wrapsOverAndOverWithLossAndReordering(SrtpProfile profile) {
        long seed = 0x5eedL + profile.id();
        Random random = new Random(seed);
        Pair pair = pair(profile);
        List<PacketBuffer> late = new ArrayList<>();
        int delivered = 0;
        for (int i = 30_000; i < 300_000; i += 1 + random.nextInt(40)) {
            PacketBuffer packet = Packets.rtp(SSRC, i, 20);
            assertThat(pair.alice.protectRtp(packet))
                    .as("seed %x %d", seed, i)
                    .isEqualTo(SrtpResult.OK);
            int fate = random.nextInt(10);
            if (fate == 0) {
                continue;
            }
            if (fate < 4 && late.size() < 15) {
                late.add(packet);
                continue;
            }
            late.add(packet);
            while (!late.isEmpty()) {
                PacketBuffer next = late.remove(random.nextInt(late.size()));
                assertThat(pair.bob.unprotectRtp(next))
                        .as("seed %x %d", seed, i)
                        .isEqualTo(SrtpResult.OK);
                delivered++;
            }
        }
        assertThat(delivered).isGreaterThan(10_000);
        assertThat(pair.bob.snapshot().received().getFirst().rollOverCounter()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void sendsOutOfOrderAroundTheWrap(SrtpProfile profile) {
        Pair pair = pair(profile);
        for (int sequenceNumber : new int[] {65_530, 65_533, 1, 65_535, 0, 65_534, 2, 65_531}) {
            PacketBuffer packet = Packets.rtp(SSRC, sequenceNumber, 20);
            assertThat(pair.alice.protectRtp(packet)).isEqualTo(SrtpResult.OK);
            assertThat(pair.bob.unprotectRtp(packet)).isEqualTo(SrtpResult.OK);
        }
        assertThat(pair.alice.snapshot().sent())
                .containsExactly(new SrtpState.Stream(SSRC & 0xffff_ffffL, 0x1_0002));
    }

    @ParameterizedTest
    @EnumSource
    void noticesEveryFlippedBit(SrtpProfile profile) {
        Pair pair = pair(profile);
        PacketBuffer rtp = Packets.rtp(SSRC, 500, 20);
        PacketBuffer rtcp = Packets.rtcp(SSRC, 3);
        pair.alice.protectRtp(rtp);
        pair.alice.protectRtcp(rtcp);
        for (int bit = 0; bit < rtp.length() * 8; bit++) {
            assertThat(pair.bob.unprotectRtp(flipped(rtp, bit)))
                    .as("bit %d", bit)
                    .isNotEqualTo(SrtpResult.OK);
        }
        for (int bit = 0; bit < rtcp.length() * 8; bit++) {
            assertThat(pair.bob.unprotectRtcp(flipped(rtcp, bit)))
                    .as("bit %d", bit)
                    .isNotEqualTo(SrtpResult.OK);
        }
        assertThat(pair.bob.snapshot().received()).isEmpty();
        assertThat(pair.bob.unprotectRtp(rtp)).isEqualTo(SrtpResult.OK);
        assertThat(pair.bob.unprotectRtcp(rtcp)).isEqualTo(SrtpResult.OK);
    }

    @ParameterizedTest
    @EnumSource
    void anyBytesAreAResult(SrtpProfile profile) {
        long seed = 0xb17e5L + profile.id();
        Random random = new Random(seed);
        Pair pair = pair(profile);
        for (int i = 0; i < 70_000; i++) {
            byte[] bytes = Packets.bytes(random, random.nextInt(80));
            if (bytes.length > 0 && random.nextInt(8) > 0) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3f));
            }
            PacketBuffer packet = PacketBuffer.wrap(bytes);
            String at = "seed %x step %d".formatted(seed, i);
            assertThat(pair.bob.unprotectRtp(packet)).as(at).isNotEqualTo(SrtpResult.OK);
            packet.length(bytes.length);
            assertThat(pair.bob.unprotectRtcp(packet)).as(at).isNotEqualTo(SrtpResult.OK);
            // Whatever of it looks like a packet can be sent, with room and without.
            assertThat(pair.alice.protectRtp(PacketBuffer.wrap(bytes)))
                    .as(at)
                    .isEqualTo(SrtpResult.MALFORMED);
            assertThat(pair.alice.protectRtp(Packets.buffer(bytes))).as(at).isNotNull();
            assertThat(pair.alice.protectRtcp(Packets.buffer(bytes))).as(at).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesRtcpThatIsNotEncrypted(SrtpProfile profile) {
        Pair pair = pair(profile);
        PacketBuffer rtcp = Packets.rtcp(SSRC, 5);
        pair.alice.protectRtcp(rtcp);
        int word = rtcp.length() - (profile == SrtpProfile.AES128_CM_HMAC_SHA1_80 ? 14 : 4);
        rtcp.putU8(word, rtcp.u8(word) & 0x7f);
        assertThat(pair.bob.unprotectRtcp(rtcp)).isEqualTo(SrtpResult.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnInBothDirectionsAfterRestoring(SrtpProfile profile) {
        Pair pair = pair(profile);
        PacketBuffer old = Packets.rtp(SSRC, 65_000, 20);
        pair.bob.protectRtp(old);
        PacketBuffer replay = Packets.buffer(old.copy());
        assertThat(pair.alice.unprotectRtp(old)).isEqualTo(SrtpResult.OK);
        for (int i = 65_001; i < 66_000; i += 50) {
            pass(Packets.rtp(SSRC, i, 20), pair.alice, pair.bob);
            pass(Packets.rtp(SSRC + 1, i, 20), pair.bob, pair.alice);
            passRtcp(pair.alice, pair.bob);
            passRtcp(pair.bob, pair.alice);
        }
        PacketBuffer rtcp = Packets.rtcp(SSRC, 1);
        pair.bob.protectRtcp(rtcp);
        PacketBuffer rtcpReplay = Packets.buffer(rtcp.copy());
        assertThat(pair.alice.unprotectRtcp(rtcp)).isEqualTo(SrtpResult.OK);

        SrtpState state = pair.alice.snapshot();
        SrtpContext restored = new Srtp(this::ciphers).restored(pair.keys, state);
        assertThat(restored.snapshot().sent()).isEqualTo(state.sent());
        assertThat(restored.snapshot().received()).isEqualTo(state.received());
        assertThat(state.sent().getFirst().rollOverCounter()).isEqualTo(1);
        assertThat(restored.unprotectRtp(replay)).isEqualTo(SrtpResult.REPLAYED);
        assertThat(restored.unprotectRtcp(rtcpReplay)).isEqualTo(SrtpResult.REPLAYED);
        assertThat(restored.protectRtp(Packets.rtp(SSRC, 65_951, 20)))
                .isEqualTo(SrtpResult.REPLAYED);
        for (int i = 66_000; i < 140_000; i += 1000) {
            pass(Packets.rtp(SSRC, i, 20), restored, pair.bob);
            pass(Packets.rtp(SSRC + 1, i, 20), pair.bob, restored);
            passRtcp(restored, pair.bob);
            passRtcp(pair.bob, restored);
        }
    }

    @Test
    void rtcpGoesOnAboveWhatAStaleSnapshotKnew() {
        Pair pair = pair(SrtpProfile.AEAD_AES_128_GCM);
        passRtcp(pair.alice, pair.bob);
        SrtpState stale = pair.alice.snapshot();
        for (int i = 0; i < 2000; i++) {
            passRtcp(pair.alice, pair.bob);
        }
        passRtcp(new Srtp(this::ciphers).restored(pair.keys, stale), pair.bob);
    }

    @Test
    void inventedSsrcsCostNothingWithoutTheKey() {
        Pair pair = pair(SrtpProfile.AEAD_AES_128_GCM);
        for (int ssrc = 0; ssrc < 1000; ssrc++) {
            pair.bob.unprotectRtp(Packets.rtp(ssrc, 1, 50));
        }
        assertThat(pair.bob.snapshot().received()).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfReceivedSsrcs() {
        Pair pair = pair(SrtpProfile.AEAD_AES_128_GCM);
        for (int ssrc = 0; ssrc < 2000; ssrc++) {
            pass(Packets.rtp(ssrc, 1, 20), pair.alice, pair.bob);
        }
        SrtpState state = pair.bob.snapshot();
        assertThat(state.received()).hasSize(SrtpSession.MAX_RECEIVED_SSRCS);
        assertThat(state.received().getLast().ssrc()).isEqualTo(1999);
        assertThat(pair.alice.snapshot().sent()).hasSize(2000);
    }

    private static PacketBuffer flipped(PacketBuffer packet, int bit) {
        byte[] bytes = packet.copy();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Packets.buffer(bytes);
    }

    private static void pass(PacketBuffer packet, SrtpContext from, SrtpContext to) {
        assertThat(from.protectRtp(packet)).isEqualTo(SrtpResult.OK);
        assertThat(to.unprotectRtp(packet)).isEqualTo(SrtpResult.OK);
    }

    private static void passRtcp(SrtpContext from, SrtpContext to) {
        PacketBuffer packet = Packets.rtcp(SSRC, 4);
        assertThat(from.protectRtcp(packet)).isEqualTo(SrtpResult.OK);
        assertThat(to.unprotectRtcp(packet)).isEqualTo(SrtpResult.OK);
    }

    private static final class Pair {
        private final SrtpKeys keys;
        private final SrtpContext alice;
        private final SrtpContext bob;

        private Pair(CipherChoice ciphers, SrtpProfile profile) {
            keys = Packets.keys(profile, new Random(profile.id()));
            Srtp room = new Srtp(() -> ciphers);
            alice = room.context(keys);
            bob = room.context(keys.mirrored());
        }
    }
}
