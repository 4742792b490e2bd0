package foyer.sfu.api;

/** Who opens the DTLS handshake; {@link #toString()} is the word on the wire. */
public enum DtlsRole {
    AUTO,
    CLIENT,
    SERVER;

    @Override
    public String toString() {
        return switch (this) {
            case AUTO -> "auto";
            case CLIENT -> "client";
            case SERVER -> "server";
        };
    }
}
