package foyer.sfu.srtp;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/** SRTP by jitsi-srtp: a cryptographic context for each SSRC and direction (RFC 3711 3.2.3). */
final class JitsiSrtpContext implements SrtpContext {
    /** A peer whose packets authenticate may still be mad: no more SSRCs than this a direction. */
    private static final int MAX_SSRCS = 2048;

    private static final int RTP_HEADER_BYTES = 12;
    private static final int RTCP_HEADER_BYTES = 8;
    private static final Logger LOGGER = new LoggerImpl("foyer.sfu.srtp");

    static {
        // The library would measure all providers at first use, for some 100 ms.
        Aes.setFactoryClassName("SunJCE");
    }

    private final SrtpContextFactory sending;
    private final SrtpContextFactory receiving;
    private final SsrcContexts<SrtpCryptoContext> sendingRtp = new SsrcContexts<>();
    private final SsrcContexts<SrtpCryptoContext> receivingRtp = new SsrcContexts<>();
    private final SsrcContexts<SrtcpCryptoContext> sendingRtcp = new SsrcContexts<>();
    private final SsrcContexts<SrtcpCryptoContext> receivingRtcp = new SsrcContexts<>();
    private final JitsiBuffer buffer = new JitsiBuffer();

    JitsiSrtpContext(SrtpKeys keys) {
        sending =
                new SrtpContextFactory(
                        true,
                        keys.localKey(),
                        keys.localSalt(),
                        policy(keys.profile()),
                        policy(keys.profile()),
                        LOGGER);
        receiving =
                new SrtpContextFactory(
                        false,
                        keys.remoteKey(),
                        keys.remoteSalt(),
                        policy(keys.profile()),
                        policy(keys.profile()),
                        LOGGER);
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        SrtpPolicy policy =
                switch (profile) {
                    case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
                            new SrtpPolicy(
                                    SrtpPolicy.AESGCM_ENCRYPTION,
                                    profile.keyBytes(),
                                    SrtpPolicy.NULL_AUTHENTICATION,
                                    0,
                                    16,
                                    profile.saltBytes());
                    case AES128_CM_HMAC_SHA1_80 ->
                            new SrtpPolicy(
                                    SrtpPolicy.AESCM_ENCRYPTION,
                                    profile.keyBytes(),
                                    SrtpPolicy.HMACSHA1_AUTHENTICATION,
                                    20,
                                    10,
                                    profile.saltBytes());
                };
        // A packet may be sent again as it was.
        policy.setSendReplayEnabled(false);
        return policy;
    }

    @Override
    public SrtpResult unprotectRtp(PacketBuffer packet) {
        if (packet.length() < RTP_HEADER_BYTES) {
            return SrtpResult.MALFORMED;
        }
        int ssrc = packet.i32(8);
        SrtpCryptoContext known = receivingRtp.get(ssrc);
        try {
            SrtpCryptoContext context = known == null ? receiving.deriveContext(ssrc, 0) : known;
            SrtpResult result = result(context.reverseTransformPacket(buffer.over(packet), false));
            // Only what authenticated may cost memory.
            if (known == null && result == SrtpResult.OK && receivingRtp.size() < MAX_SSRCS) {
                receivingRtp.put(ssrc, context);
            }
            return result;
        } catch (GeneralSecurityException e) {
            return SrtpResult.AUTHENTICATION_FAILED;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // The library trusts lengths that stand in the packet.
            return SrtpResult.MALFORMED;
        }
    }

    @Override
    public SrtpResult unprotectRtcp(PacketBuffer packet) {
        if (packet.length() < RTCP_HEADER_BYTES) {
            return SrtpResult.MALFORMED;
        }
        int ssrc = packet.i32(4);
        SrtcpCryptoContext known = receivingRtcp.get(ssrc);
        try {
            SrtcpCryptoContext context =
                    known == null ? receiving.deriveControlContext(ssrc) : known;
            SrtpResult result = result(context.reverseTransformPacket(buffer.over(packet)));
            if (known == null && result == SrtpResult.OK && receivingRtcp.size() < MAX_SSRCS) {
                receivingRtcp.put(ssrc, context);
            }
            return result;
        } catch (GeneralSecurityException e) {
            return SrtpResult.AUTHENTICATION_FAILED;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return SrtpResult.MALFORMED;
        }
    }

    @Override
    public SrtpResult protectRtp(PacketBuffer packet) {
        if (!fits(packet, RTP_HEADER_BYTES)) {
            return SrtpResult.MALFORMED;
        }
        int ssrc = packet.i32(8);
        try {
            SrtpCryptoContext context = sendingRtp.get(ssrc);
            if (context == null) {
                context = sending.deriveContext(ssrc, 0);
                sendingRtp.put(ssrc, context);
            }
            return result(context.transformPacket(buffer.over(packet)));
        } catch (GeneralSecurityException e) {
            return SrtpResult.MALFORMED;
        }
    }

    @Override
    public SrtpResult protectRtcp(PacketBuffer packet) {
        if (!fits(packet, RTCP_HEADER_BYTES)) {
            return SrtpResult.MALFORMED;
        }
        int ssrc = packet.i32(4);
        try {
            SrtcpCryptoContext context = sendingRtcp.get(ssrc);
            if (context == null) {
                context = sending.deriveControlContext(ssrc);
                sendingRtcp.put(ssrc, context);
            }
            return result(context.transformPacket(buffer.over(packet)));
        } catch (GeneralSecurityException e) {
            return SrtpResult.MALFORMED;
        }
    }

    private static boolean fits(PacketBuffer packet, int headerBytes) {
        return packet.length() >= headerBytes
                && packet.length() + Srtp.OVERHEAD_BYTES <= packet.capacity();
    }

    private static SrtpResult result(SrtpErrorStatus status) {
        return switch (status) {
            case OK -> SrtpResult.OK;
            case AUTH_FAIL -> SrtpResult.AUTHENTICATION_FAILED;
            case REPLAY_FAIL, REPLAY_OLD -> SrtpResult.REPLAYED;
            case INVALID_PACKET, FAIL -> SrtpResult.MALFORMED;
        };
    }
}
