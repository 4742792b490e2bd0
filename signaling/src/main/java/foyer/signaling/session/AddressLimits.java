package foyer.signaling.session;

/**
 * What all clients at one address may do together. Generous: a whole school may have one address.
 *
 * @param sockets sockets at once
 * @param connections sockets opened
 * @param joins joins, and goodbyes of pages
 * @param wrongSecrets invites, host keys and session tokens tried that were wrong
 */
public record AddressLimits(int sockets, Rate connections, Rate joins, Rate wrongSecrets) {
    /**
     * A token bucket.
     *
     * @param atOnce tokens at most, and at the start
     * @param perSecond tokens that come back a second
     */
    public record Rate(int atOnce, double perSecond) {}

    static final AddressLimits DEFAULT =
            new AddressLimits(2_000, new Rate(1_000, 100), new Rate(1_000, 50), new Rate(20, 0.1));
}
