package foyer.sfu.forward;

import foyer.sfu.stream.SenderClock;

/** One of a producer's streams, as forwarding sees it. */
public interface Source {
    /** Its place among the producer's streams, smallest picture first. */
    int index();

    /** What its sender reports say of its time. */
    SenderClock senderClock();
}
