package foyer.sfu.scenario;

/** Which temporal layer the frames behind a key frame are of, and what each of them refers to. */
enum TemporalPattern {
    L1T1(1, new int[] {0}, new int[] {1}, new int[] {0}),
    L1T2(2, new int[] {0, 1}, new int[] {2, 1}, new int[] {0, 0}),

    /** Upper layers can be joined at one place of eight. */
    L1T3(
            3,
            new int[] {0, 2, 1, 2, 0, 2, 1, 2},
            new int[] {4, 1, 2, 1, 4, 1, 2, 1},
            new int[] {0, 0, 0, 2, 0, 2, 4, 2});

    private final int layers;
    private final int[] temporal;
    private final int[] first;
    private final int[] second;

    TemporalPattern(int layers, int[] temporal, int[] first, int[] second) {
        this.layers = layers;
        this.temporal = temporal;
        this.first = first;
        this.second = second;
    }

    int layers() {
        return layers;
    }

    /** The temporal layer of the frame so many behind the key frame. */
    int temporal(int sinceKey) {
        return temporal[sinceKey % temporal.length];
    }

    /** How many frames back its first reference stands. */
    int first(int sinceKey) {
        return first[sinceKey % first.length];
    }

    /** How many frames back its second reference stands; 0 is none. */
    int second(int sinceKey) {
        return second[sinceKey % second.length];
    }

    /** Of the layers below, the frame needs the lowest only. */
    boolean syncs(int sinceKey) {
        return temporal(sinceKey) > 0 && second(sinceKey) == 0;
    }

    /** Frames of higher layers behind this one need none of them before it. */
    boolean switchesUp(int sinceKey) {
        return temporal(sinceKey) == 0 && sinceKey % temporal.length == 0;
    }
}
