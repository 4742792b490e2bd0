package foyer.signaling.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** What each address does and may do. Safe on every thread. */
final class AddressBook {
    /** A class that looks at a meeting's page at once; not all probes that there may be. */
    private static final AddressLimits.Rate PROBES = new AddressLimits.Rate(60, 2);

    private final AddressLimits limits;
    private final ConcurrentHashMap<String, Integer> sockets = new ConcurrentHashMap<>();
    private final AddressBuckets connections;
    private final AddressBuckets joins;
    private final AddressBuckets goodbyes;
    private final AddressBuckets operators;
    private final AddressBuckets probes;
    private final SecretTries secrets;

    AddressBook(AddressLimits limits, Time time) {
        this.limits = limits;
        Buckets maker = new Buckets(time);
        connections = new AddressBuckets(maker, limits.connections());
        joins = new AddressBuckets(maker, limits.joins());
        goodbyes = new AddressBuckets(maker, limits.joins());
        operators = new AddressBuckets(maker, limits.wrongSecrets());
        probes = new AddressBuckets(maker, PROBES);
        secrets = new SecretTries(new AddressBuckets(maker, limits.wrongSecrets()));
    }

    /** Somebody wants to open a socket. */
    Gate gate(String address) {
        if (sockets.getOrDefault(address, 0) >= limits.sockets()) {
            return Gate.TOO_MANY;
        }
        return connections.take(address) ? Gate.OPEN : Gate.TOO_FAST;
    }

    /** A socket is open; false, and it does not count, when it is one too many. */
    boolean opened(String address) {
        // Others may have come in since the gate: this is the count that holds.
        int open = sockets.merge(address, 1, Integer::sum);
        if (open > limits.sockets()) {
            closed(address);
            return false;
        }
        return true;
    }

    void closed(String address) {
        var _ = sockets.computeIfPresent(address, (a, open) -> open == 1 ? null : open - 1);
    }

    boolean mayJoin(String address) {
        return joins.take(address);
    }

    boolean maySayGoodbye(String address) {
        return goodbyes.take(address);
    }

    boolean mayProbe(String address) {
        return probes.take(address);
    }

    /** Looks at an operator's token, if not too many wrong ones came from the address. */
    TokenTry tryToken(String address, BooleanSupplier isRight) {
        if (!operators.take(address)) {
            return TokenTry.TOO_MANY;
        }
        if (!isRight.getAsBoolean()) {
            return TokenTry.WRONG;
        }
        operators.giveBack(address);
        return TokenTry.RIGHT;
    }

    SecretTries secrets() {
        return secrets;
    }
}
