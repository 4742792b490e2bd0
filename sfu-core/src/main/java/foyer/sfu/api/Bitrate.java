package foyer.sfu.api;

/** A rate of data. */
public record Bitrate(long bitsPerSecond) implements Comparable<Bitrate> {
    public Bitrate {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("bitsPerSecond: " + bitsPerSecond);
        }
    }

    public static Bitrate bps(long bitsPerSecond) {
        return new Bitrate(bitsPerSecond);
    }

    public static Bitrate kbps(long kilobits) {
        return new Bitrate(kilobits * 1_000);
    }

    public static Bitrate mbps(long megabits) {
        return new Bitrate(megabits * 1_000_000);
    }

    @Override
    public int compareTo(Bitrate other) {
        return Long.compare(bitsPerSecond, other.bitsPerSecond);
    }
}
