package foyer.sfu.api;

/** Short-term credentials of one ICE generation (RFC 8445 5.3). */
public record IceParameters(String usernameFragment, String password, boolean iceLite) {
    @Override
    public String toString() {
        return "IceParameters[" + usernameFragment + "]";
    }
}
