package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against other implementations: key derivation, layout and roll-over together. */
class SrtpInteroperabilityTest {
    private static final int SSRC = 0xcafe_babe;

    CipherChoice ciphers() {
        return CipherChoice.BASE;
    }

    // The reference packets in libsrtp's test/srtp_driver.c (2.x)
    @Test
    void protectsLibsrtpsReferencePackets() {
        byte[] key = Packets.hex("e1f97a0d3e018be0d64fa32c06de4139");
        byte[] salt = Packets.hex("0ec675ad498afeebb6960b3aabe6");
        SrtpContext context =
                new Srtp(this::ciphers)
                        .context(
                                new SrtpKeys(
                                        SrtpProfile.AES128_CM_HMAC_SHA1_80, key, salt, key, salt));
        PacketBuffer rtp =
                Packets.buffer(
                        Packets.hex("800f1234decafbadcafebabe abababababababababababababababab"));
        assertThat(context.protectRtp(rtp)).isEqualTo(SrtpResult.OK);
        assertThat(Packets.hex(rtp))
                .isEqualTo(
                        "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402"
                                + "b78d6acc99ea179b8dbb");
        PacketBuffer rtcp =
                Packets.buffer(Packets.hex("81c8000bcafebabe abababababababababababababababab"));
        assertThat(context.protectRtcp(rtcp)).isEqualTo(SrtpResult.OK);
        assertThat(Packets.hex(rtcp))
                .isEqualTo(
                        "81c8000bcafebabe7128035be487b9bdbef89041f977a5a8"
                                + "80000001993e08cd54d6c1230798");
    }

    @Test
    void protectsLibsrtpsReferencePacketWithAnAead() {
        byte[] key = Packets.hex("000102030405060708090a0b0c0d0e0f");
        byte[] salt = Packets.hex("a0a1a2a3a4a5a6a7a8a9aaab");
        SrtpContext context =
                new Srtp(this::ciphers)
                        .context(new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, key, salt, key, salt));
        PacketBuffer rtp =
                Packets.buffer(
                        Packets.hex("800f1234decafbadcafebabe abababababababababababababababab"));
        assertThat(context.protectRtp(rtp)).isEqualTo(SrtpResult.OK);
        assertThat(Packets.hex(rtp))
                .isEqualTo(
                        "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06e"
                                + "d2976826f796b201df3131a127e8a392");
    }

    @ParameterizedTest
    @EnumSource
    void jitsiOpensWhatWeSeal(SrtpProfile profile) throws GeneralSecurityException {
        SrtpKeys keys = Packets.keys(profile, new Random(7));
        SrtpContextFactory theirs = factory(keys, keys.localKey(), keys.localSalt(), Side.RECEIVER);
        SrtpContext ours = new Srtp(this::ciphers).context(keys);
        SrtpCryptoContext rtpContext = theirs.deriveContext(SSRC, 0);
        SrtcpCryptoContext rtcpContext = theirs.deriveControlContext(SSRC);
        for (int i = 30_000; i < 200_000; i += 500) {
            PacketBuffer rtp = Packets.rtp(SSRC, i, 100);
            String plain = Packets.hex(rtp);
            assertThat(ours.protectRtp(rtp)).isEqualTo(SrtpResult.OK);
            ForeignBuffer buffer = new ForeignBuffer(rtp);
            assertThat(rtpContext.reverseTransformPacket(buffer, false))
                    .isEqualTo(SrtpErrorStatus.OK);
            assertThat(Packets.hex(buffer.packet)).isEqualTo(plain);

            PacketBuffer rtcp = Packets.rtcp(SSRC, 6);
            plain = Packets.hex(rtcp);
            assertThat(ours.protectRtcp(rtcp)).isEqualTo(SrtpResult.OK);
            buffer = new ForeignBuffer(rtcp);
            assertThat(rtcpContext.reverseTransformPacket(buffer)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(Packets.hex(buffer.packet)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void weOpenWhatJitsiSeals(SrtpProfile profile) throws GeneralSecurityException {
        SrtpKeys keys = Packets.keys(profile, new Random(8));
        SrtpContextFactory theirs = factory(keys, keys.remoteKey(), keys.remoteSalt(), Side.SENDER);
        SrtpContext ours = new Srtp(this::ciphers).context(keys);
        SrtpCryptoContext rtpContext = theirs.deriveContext(SSRC, 0);
        SrtcpCryptoContext rtcpContext = theirs.deriveControlContext(SSRC);
        for (int i = 30_000; i < 200_000; i += 500) {
            PacketBuffer rtp = Packets.rtp(SSRC, i, 100);
            String plain = Packets.hex(rtp);
            rtpContext.transformPacket(new ForeignBuffer(rtp));
            assertThat(ours.unprotectRtp(rtp)).isEqualTo(SrtpResult.OK);
            assertThat(Packets.hex(rtp)).isEqualTo(plain);

            PacketBuffer rtcp = Packets.rtcp(SSRC, 6);
            plain = Packets.hex(rtcp);
            rtcpContext.transformPacket(new ForeignBuffer(rtcp));
            assertThat(ours.unprotectRtcp(rtcp)).isEqualTo(SrtpResult.OK);
            assertThat(Packets.hex(rtcp)).isEqualTo(plain);
        }
    }

    private enum Side {
        SENDER,
        RECEIVER
    }

    private static SrtpContextFactory factory(SrtpKeys keys, byte[] key, byte[] salt, Side side) {
        SrtpProfile profile = keys.profile();
        SrtpPolicy policy =
                profile == SrtpProfile.AES128_CM_HMAC_SHA1_80
                        ? new SrtpPolicy(
                                SrtpPolicy.AESCM_ENCRYPTION,
                                profile.keyBytes(),
                                SrtpPolicy.HMACSHA1_AUTHENTICATION,
                                20,
                                10,
                                profile.saltBytes())
                        : new SrtpPolicy(
                                SrtpPolicy.AESGCM_ENCRYPTION,
                                profile.keyBytes(),
                                SrtpPolicy.NULL_AUTHENTICATION,
                                0,
                                16,
                                profile.saltBytes());
        return new SrtpContextFactory(
                side == Side.SENDER,
                Arrays.copyOf(key, key.length),
                Arrays.copyOf(salt, salt.length),
                policy,
                policy,
                new LoggerImpl("test"));
    }

    /** Our buffer as jitsi sees it. */
    private static final class ForeignBuffer implements ByteArrayBuffer {
        private final PacketBuffer packet;

        private ForeignBuffer(PacketBuffer packet) {
            this.packet = packet;
        }

        @Override
        public byte[] getBuffer() {
            return packet.array();
        }

        @Override
        public int getOffset() {
            return packet.offset();
        }

        @Override
        public int getLength() {
            return packet.length();
        }

        @Override
        public void setOffset(int offset) {
            throw new UnsupportedOperationException("offset: " + offset);
        }

        @Override
        public void setLength(int length) {
            packet.length(length);
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int offset, int length, byte[] target) {
            packet.getBytes(offset, target, 0, length);
        }

        @Override
        public void grow(int bytes) {
            assertThat(packet.capacity()).isGreaterThanOrEqualTo(packet.length() + bytes);
        }

        @Override
        public void append(byte[] data, int length) {
            int at = packet.length();
            packet.length(at + length).putBytes(at, data, 0, length);
        }

        @Override
        public void shrink(int bytes) {
            packet.length(packet.length() - bytes);
        }
    }
}
