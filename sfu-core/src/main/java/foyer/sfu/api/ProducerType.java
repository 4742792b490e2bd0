package foyer.sfu.api;

/**
 * How the streams of a producer or consumer hang together; {@link #toString()} is the wire's word.
 */
public enum ProducerType {
    SIMPLE,
    SIMULCAST,
    SVC;

    @Override
    public String toString() {
        return switch (this) {
            case SIMPLE -> "simple";
            case SIMULCAST -> "simulcast";
            case SVC -> "svc";
        };
    }
}
