package foyer.sfu.forward;

import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.stream.SenderClock;
import org.jspecify.annotations.Nullable;

/** One of a producer's streams, as forwarding sees it. */
public interface Source {
    /** Its place among the producer's streams, smallest picture first. */
    int index();

    /** What its sender reports say of its time. */
    SenderClock senderClock();

    /**
     * What the packet that is being forwarded says in its dependency descriptor; null when it has
     * none, or one that cannot be read.
     */
    default @Nullable DependencyDescriptor descriptor() {
        return null;
    }
}
