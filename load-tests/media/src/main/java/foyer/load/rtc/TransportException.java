package foyer.load.rtc;

/** A transport did not come about; the message says why. */
public final class TransportException extends Exception {
    TransportException(String message) {
        super(message);
    }
}
