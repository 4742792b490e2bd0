package foyer.sfu.wire;

/**
 * Master keys and salts of one transport, as RFC 5764 4.2 derives them. Never logged: {@link
 * #toString()} names the profile only.
 *
 * @param profile the negotiated protection profile
 * @param localKey what we protect with
 * @param localSalt what we protect with
 * @param remoteKey what the peer protects with
 * @param remoteSalt what the peer protects with
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared nowhere; wiped by nobody: the transport owns it
public record SrtpKeys(
        SrtpProfile profile,
        byte[] localKey,
        byte[] localSalt,
        byte[] remoteKey,
        byte[] remoteSalt) {
    /** The same keys seen from the other side. */
    public SrtpKeys mirrored() {
        return new SrtpKeys(
                profile,
                /* localKey= */ remoteKey,
                /* localSalt= */ remoteSalt,
                /* remoteKey= */ localKey,
                /* remoteSalt= */ localSalt);
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
