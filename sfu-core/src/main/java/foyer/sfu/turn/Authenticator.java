package foyer.sfu.turn;

import foyer.sfu.wire.Path;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request: the long-term credential mechanism (RFC 8489 9.2.4). */
final class Authenticator {
    private final TurnSecret secret;
    private final String realm;
    private final Nonces nonces;

    /**
     * Who it is, or the error code that is to be answered; a reason where that is worth a count.
     */
    record Verdict(@Nullable TurnRequest request, int code, @Nullable TurnRefusal reason) {}

    Authenticator(TurnConfig config, RandomGenerator random) {
        secret = config.secret();
        realm = config.realm();
        nonces = new Nonces(random);
    }

    Nonces nonces() {
        return nonces;
    }

    Verdict look(TurnMessage message, Path client, long nowNanos) {
        Integrity integrity = message.integrity();
        if (integrity == null) {
            // Every allocation begins so: the client cannot know realm and nonce.
            return new Verdict(null, TurnFormat.UNAUTHORIZED, null);
        }
        byte[] name = message.bytes(TurnFormat.USERNAME, TurnUser.MAX_BYTES);
        byte[] nonce = message.bytes(TurnFormat.NONCE, Nonces.CHARACTERS);
        if (!message.has(TurnFormat.USERNAME)
                || !message.has(TurnFormat.REALM)
                || !message.has(TurnFormat.NONCE)) {
            return new Verdict(null, TurnFormat.BAD_REQUEST, TurnRefusal.MALFORMED);
        }
        if (nonce == null || !nonces.fresh(nonce, client, nowNanos)) {
            return new Verdict(null, TurnFormat.STALE_NONCE, null);
        }
        TurnUser user = name == null ? null : TurnUser.read(Texts.text(name));
        return user == null ? wrong() : verify(message, client, user, integrity);
    }

    private Verdict verify(TurnMessage message, Path client, TurnUser user, Integrity integrity) {
        byte[] key = Integrity.longTermKey(user.name(), realm, secret.password(user.name()));
        return integrity.holds(message, key)
                ? new Verdict(
                        new TurnRequest(message, client, user, integrity, new TurnRequest.Key(key)),
                        0,
                        null)
                : wrong();
    }

    private static Verdict wrong() {
        return new Verdict(null, TurnFormat.UNAUTHORIZED, TurnRefusal.WRONG_CREDENTIALS);
    }
}
