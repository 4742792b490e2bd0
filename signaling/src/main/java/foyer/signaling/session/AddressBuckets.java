package foyer.signaling.session;

import io.github.bucket4j.Bucket;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each address of late. Safe on every thread.
 *
 * <p>A full bucket says nothing and is dropped. Beyond the most addresses, the bucket not asked for
 * longest goes, full or not: who has that many addresses is not held by a limit per address anyway.
 */
final class AddressBuckets {
    static final int MAX_ADDRESSES = 10_000;

    /** So many of the oldest are looked at for each new one: the full ones are found in time. */
    private static final int LOOKED_AT = 4;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
    private final Buckets maker;
    private final AddressLimits.Rate rate;

    AddressBuckets(Buckets maker, AddressLimits.Rate rate) {
        this.maker = maker;
        this.rate = rate;
    }

    /** Takes a token of the address, if there is one. */
    synchronized boolean take(String address) {
        Bucket bucket = buckets.get(address);
        if (bucket == null) {
            dropOld();
            bucket = maker.of(rate.atOnce(), rate.perSecond());
            buckets.put(address, bucket);
        }
        return bucket.tryConsume(1);
    }

    /** Takes back what {@link #take} did. */
    synchronized void giveBack(String address) {
        Bucket bucket = buckets.get(address);
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    private void dropOld() {
        Iterator<Bucket> oldest = buckets.values().iterator();
        for (int i = 0; i < LOOKED_AT && oldest.hasNext(); i++) {
            boolean full = oldest.next().getAvailableTokens() >= rate.atOnce();
            if (full || buckets.size() >= MAX_ADDRESSES) {
                oldest.remove();
            }
        }
    }

    synchronized int addresses() {
        return buckets.size();
    }
}
