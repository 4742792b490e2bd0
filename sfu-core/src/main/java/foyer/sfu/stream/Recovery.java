package foyer.sfu.stream;

/** Whether lost packets of a stream are asked for again, as its codec's feedback was agreed. */
public enum Recovery {
    NONE,
    NACK
}
