package foyer.sfu.scenario;

/** Which temporal layer the frames behind a key frame are of, and what each of them refers to. */
enum TemporalPattern {
    L1T1(1, "0", "1", "0"),
    L1T2(2, "01", "21", "00"),

    /** Upper layers can be joined at one place of eight. */
    L1T3(3, "02120212", "41214121", "00020242");

    private final int layers;

    /** One digit for each frame of the pattern. */
    private final String temporal;

    private final String first;
    private final String second;

    TemporalPattern(int layers, String temporal, String first, String second) {
        this.layers = layers;
        this.temporal = temporal;
        this.first = first;
        this.second = second;
    }

    private static int digit(String digits, int sinceKey) {
        return digits.charAt(sinceKey % digits.length()) - '0';
    }

    int layers() {
        return layers;
    }

    /** The temporal layer of the frame so many behind the key frame. */
    int temporal(int sinceKey) {
        return digit(temporal, sinceKey);
    }

    /** How many frames back its first reference stands. */
    int first(int sinceKey) {
        return digit(first, sinceKey);
    }

    /** How many frames back its second reference stands; 0 is none. */
    int second(int sinceKey) {
        return digit(second, sinceKey);
    }

    /** Of the layers below, the frame needs the lowest only. */
    boolean syncs(int sinceKey) {
        return temporal(sinceKey) > 0 && second(sinceKey) == 0;
    }

    /** Frames of higher layers behind this one need none of them before it. */
    boolean switchesUp(int sinceKey) {
        return temporal(sinceKey) == 0 && sinceKey % temporal.length() == 0;
    }
}
