package foyer.sfu.stream;

/** What an arriving sequence number means to its stream. */
public enum Arrival {
    /** The one after the highest, or the first of all. */
    NEXT,
    /** Ahead of the highest: those between are missing so far. */
    GAP,
    /** Behind the highest and not seen before: fills a hole. */
    LATE,
    /** Seen before. */
    DUPLICATE,
    /**
     * Outside the window on either side: nothing can be said of it, so it is dropped. The first
     * packet after a sender's jump is one of these too.
     */
    TOO_OLD,
    /** The second in a row after a jump: the sender began anew, older numbers mean nothing. */
    RESTART;

    /** True when the packet is new and goes on to whoever reads the stream. */
    public boolean isNew() {
        return this != DUPLICATE && this != TOO_OLD;
    }
}
