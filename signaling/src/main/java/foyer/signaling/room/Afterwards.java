package foyer.signaling.room;

/** What is with somebody whom a host turned away or out. */
public enum Afterwards {
    MAY_COME_BACK,
    KEPT_OUT
}
