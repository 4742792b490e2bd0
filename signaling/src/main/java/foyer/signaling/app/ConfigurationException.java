package foyer.signaling.app;

/** The configuration cannot be used; the message is a sentence for who runs the server. */
final class ConfigurationException extends RuntimeException {
    ConfigurationException(String sentence) {
        super(sentence);
    }
}
