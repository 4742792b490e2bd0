package foyer.sfu.srtp;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import org.jspecify.annotations.Nullable;

/**
 * Whose ciphers are used.
 *
 * @param aead for both AEAD profiles
 * @param counter for {@link SrtpProfile#AES128_CM_HMAC_SHA1_80}
 */
public record CipherChoice(SrtpCipher aead, SrtpCipher counter) {
    /** What is there on every machine. */
    public static final CipherChoice BASE = new CipherChoice(SrtpCipher.BASE, SrtpCipher.BASE);

    PacketCipher ofLocal(SrtpKeys keys, Scratch scratch) {
        return of(keys.profile(), keys.localKey(), keys.localSalt(), scratch);
    }

    PacketCipher ofRemote(SrtpKeys keys, Scratch scratch) {
        return of(keys.profile(), keys.remoteKey(), keys.remoteSalt(), scratch);
    }

    PacketCipher of(SrtpProfile profile, byte[] key, byte[] salt, Scratch scratch) {
        SessionKeys rtp = SessionKeys.derive(profile, key, salt, SessionKeys.Use.RTP);
        SessionKeys rtcp = SessionKeys.derive(profile, key, salt, SessionKeys.Use.RTCP);
        try {
            return switch (profile) {
                case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> aead(profile, rtp, rtcp, scratch);
                case AES128_CM_HMAC_SHA1_80 -> counter(rtp, rtcp, scratch);
            };
        } finally {
            // The ciphers have copies; a library's is outside the heap.
            rtp.wipe();
            rtcp.wipe();
        }
    }

    private PacketCipher aead(
            SrtpProfile profile, SessionKeys rtp, SessionKeys rtcp, Scratch scratch) {
        return switch (aead) {
            case NATIVE -> new LibcryptoAead(scratch, profile, rtp, rtcp);
            case JDK -> new AeadPacketCipher(AesCiphers.JDK, rtp, rtcp);
            case AUTO, BASE -> new AeadPacketCipher(AesCiphers.BASE, rtp, rtcp);
        };
    }

    private PacketCipher counter(SessionKeys rtp, SessionKeys rtcp, Scratch scratch) {
        return switch (counter) {
            case NATIVE -> new LibcryptoCounter(scratch, rtp, rtcp);
            case JDK -> new CounterPacketCipher(AesCiphers.JDK, rtp, rtcp);
            case AUTO, BASE -> new CounterPacketCipher(AesCiphers.BASE, rtp, rtcp);
        };
    }

    /** Why the host's library cannot be used for a profile; null when it can. */
    static @Nullable String nativeMissing(SrtpProfile profile) {
        return profile == SrtpProfile.AES128_CM_HMAC_SHA1_80 ? Missing.COUNTER : Missing.AEAD;
    }

    /** Looked for once. */
    private static final class Missing {
        static final @Nullable String AEAD = missing(Libcrypto::load);
        static final @Nullable String COUNTER = AEAD != null ? AEAD : missing(LibcryptoSha1::load);

        private static @Nullable String missing(Runnable load) {
            try {
                load.run();
                return null;
            } catch (LinkageError e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                return String.valueOf(cause.getMessage());
            }
        }
    }
}
