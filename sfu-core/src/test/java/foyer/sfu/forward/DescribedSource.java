package foyer.sfu.forward;

import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.stream.ReceiveStream;
import foyer.sfu.stream.Recovery;
import foyer.sfu.stream.SenderClock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A stream whose frames may have dependency descriptors. */
final class DescribedSource implements Source {
    /** The descriptor of a key frame with the structure of L3T3. */
    static final byte[] L3T3 =
            HexFormat.of()
                    .parseHex(
                            "c1017280081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a800060000"
                                    + "40001d954926e082b04a0941b820ac1282503157f974000ca864330e222222eca865530422"
                                    + "4230eca877530077004200ef008601df010d");

    private final SenderClock clock = new ReceiveStream(90_000, Recovery.NONE).senderClock();
    final DependencyDescriptor descriptor = new DependencyDescriptor();
    boolean described;

    @Override
    public int index() {
        return 0;
    }

    @Override
    public SenderClock senderClock() {
        return clock;
    }

    @Override
    public @Nullable DependencyDescriptor descriptor() {
        return described ? descriptor : null;
    }
}
