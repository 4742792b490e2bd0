package foyer.sfu.turn;

import foyer.sfu.wire.Path;

/** A request that was signed by whom it names. */
record TurnRequest(TurnMessage message, Path client, TurnUser user, Integrity integrity, Key key) {
    /** A key, which shows itself to nobody. */
    static final class Key {
        private final byte[] bytes;

        Key(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
