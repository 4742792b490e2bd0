package foyer.sfu.bwe;

/** Where an estimate starts and what it stays within, bits per second. */
public record RateLimits(long floor, long start, long ceiling) {
    /** 1 Mbit/s at first, between 50 kbit/s and 100 Mbit/s. */
    public static final RateLimits DEFAULT = new RateLimits(50_000, 1_000_000, 100_000_000);

    public RateLimits {
        if (floor < 1 || start < floor || ceiling < start) {
            throw new IllegalArgumentException(
                    "floor: " + floor + ", start: " + start + ", ceiling: " + ceiling);
        }
    }

    long clamp(long bitsPerSecond) {
        return Math.clamp(bitsPerSecond, floor, ceiling);
    }
}
