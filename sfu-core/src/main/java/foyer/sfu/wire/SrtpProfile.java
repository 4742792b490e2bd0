package foyer.sfu.wire;

import org.jspecify.annotations.Nullable;

/** The SRTP protection profiles we speak, best first (RFC 5764 4.1.2, RFC 7714 14.2). */
public enum SrtpProfile {
    AEAD_AES_256_GCM(0x0008, 32, 12),
    AEAD_AES_128_GCM(0x0007, 16, 12),
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14);

    private final int id;
    private final int keyBytes;
    private final int saltBytes;

    SrtpProfile(int id, int keyBytes, int saltBytes) {
        this.id = id;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /** The number in the {@code use_srtp} extension. */
    public int id() {
        return id;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    public static @Nullable SrtpProfile ofId(int id) {
        for (SrtpProfile profile : values()) {
            if (profile.id == id) {
                return profile;
            }
        }
        return null;
    }
}
