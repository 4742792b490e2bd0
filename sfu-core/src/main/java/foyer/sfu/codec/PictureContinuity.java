package foyer.sfu.codec;

import java.util.List;

/**
 * What one consumer sees of the counters of VP8 and VP9, continuous across a switch of the source
 * stream, a pause and pictures left out. Of VP8 a receiver takes a gap for a loss (RFC 7741 4.2):
 * picture ids close up over pictures left out. Of VP9 they may not, for references and the picture
 * group are told as distances in picture ids (RFC 9628 4.2): there pictures left out are {@link
 * #passOver passed over}. TL0PICIDX and KEYIDX are shifted at a switch only. Outgoing counters
 * begin with those of the first source.
 *
 * <p>A source is a number the caller chooses for a stream, such as its SSRC or its place among the
 * encodings.
 */
public final class PictureContinuity {
    /** How many switches back a late packet is still mapped. */
    private static final int RUNS = 4;

    /** The newest first. */
    private final PictureRun[] runs = new PictureRun[RUNS];

    private int known;
    private boolean switching;
    private int nextSource;
    private int pictureId = -1;
    private int tl0PicIdx = -1;
    private int keyIdx = -1;

    public PictureContinuity() {
        for (int i = 0; i < RUNS; i++) {
            runs[i] = new PictureRun();
        }
    }

    /**
     * The next packet mapped of this source goes on where the last one ended. Until it comes, the
     * previous source is mapped as before. To be said also of the same source when its pictures
     * were not followed for a while.
     */
    public void switchTo(int source) {
        switching = true;
        nextSource = source;
    }

    /**
     * Maps the counters of a packet to be sent, in or out of order; {@link #pictureId()} and the
     * others then have the result. A key frame whose picture id is far from the others begins a new
     * count.
     *
     * @return false when the packet belongs to nothing known: to a picture left out, before a
     *     switch, too old, or a source not switched to
     */
    public boolean map(int source, PayloadFacts facts) {
        if (switching ? source == nextSource : known == 0) {
            begin(source);
            switching = false;
        }
        PictureRun run = runs[0];
        if (known == 0 || run.source() != source) {
            return remap(source, facts);
        }
        if (facts.pictureIdBits() != 0) {
            follow(run, facts);
            run = runs[0];
            if (pictureOf(run, facts) < 0) {
                return remap(source, facts);
            }
        }
        pictureId = pictureOf(run, facts);
        tl0PicIdx = run.tl0PicIdx.map(facts.tl0PicIdx());
        keyIdx = run.keyIdx.map(facts.keyIdx());
        return true;
    }

    /**
     * Maps the counters of a packet that is sent again, from a buffer of the source's packets: as
     * {@link #map} but nothing moves on.
     */
    public boolean remap(int source, PayloadFacts facts) {
        for (int i = 0; i < known; i++) {
            PictureRun run = runs[i];
            if (run.source() != source || !run.knowsCounters(facts)) {
                continue;
            }
            int mapped = pictureOf(run, facts);
            if (mapped >= 0 || facts.pictureIdBits() == 0) {
                pictureId = mapped;
                tl0PicIdx = run.tl0PicIdx.peek(facts.tl0PicIdx());
                keyIdx = run.keyIdx.peek(facts.keyIdx());
                return true;
            }
        }
        return false;
    }

    /**
     * A packet was left out with the whole picture, as one of a temporal layer too high: the
     * picture ids close up. Of a picture already sent in part it changes nothing.
     */
    public void drop(int source, PayloadFacts facts) {
        PictureRun run = runs[0];
        boolean follows = known > 0 && run.source() == source && run.hasPictures();
        if (!follows || facts.pictureIdBits() == 0 || (switching && source == nextSource)) {
            return;
        }
        long picture = run.extend(facts.pictureId(), facts.pictureIdBits());
        if (run.isAhead(picture)) {
            run.advance(picture, 0);
            // It tells of pictures of the base layer before it that have not come.
            run.tl0PicIdx.map(facts.tl0PicIdx());
        }
    }

    /** The same where picture ids do not close up: the next source goes on behind the picture. */
    public void passOver(int source, PayloadFacts facts) {
        PictureRun run = runs[0];
        boolean follows = known > 0 && run.source() == source && run.hasPictures();
        if (!follows || facts.pictureIdBits() == 0 || (switching && source == nextSource)) {
            return;
        }
        long picture = run.extend(facts.pictureId(), facts.pictureIdBits());
        if (run.isAhead(picture) && !run.isFar(picture)) {
            run.advance(picture, 1);
            run.tl0PicIdx.map(facts.tl0PicIdx());
        }
    }

    /** 15 bits, of which a 7-bit field takes the lower; −1 when the source has none. */
    public int pictureId() {
        return pictureId;
    }

    /** 8 bits; −1 when the source has none. */
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** 5 bits; −1 when the source has none. */
    public int keyIdx() {
        return keyIdx;
    }

    private void begin(int source) {
        PictureRun oldest = runs[RUNS - 1];
        System.arraycopy(runs, 0, runs, 1, RUNS - 1);
        runs[0] = oldest;
        oldest.begin(source, known == 0 ? oldest : runs[1]);
        known = Math.min(known + 1, RUNS);
    }

    private void follow(PictureRun run, PayloadFacts facts) {
        if (!run.hasPictures()) {
            run.open(facts.pictureId());
            return;
        }
        long picture = run.extend(facts.pictureId(), facts.pictureIdBits());
        if (run.isFar(picture) && facts.keyFrame()) {
            begin(run.source());
            runs[0].open(facts.pictureId());
        } else if (run.isAhead(picture)) {
            run.advance(picture, 1);
        }
    }

    private static int pictureOf(PictureRun run, PayloadFacts facts) {
        if (facts.pictureIdBits() == 0 || !run.hasPictures()) {
            return -1;
        }
        long mapped = run.outgoing(run.extend(facts.pictureId(), facts.pictureIdBits()));
        return mapped < 0 ? -1 : (int) mapped & 0x7fff;
    }

    /** All there is to go on with elsewhere. */
    public Snapshot snapshot() {
        List<Run> states = List.of(runs).subList(0, known).stream().map(PictureRun::state).toList();
        return new Snapshot(states, switching, nextSource);
    }

    public static PictureContinuity restore(Snapshot snapshot) {
        PictureContinuity continuity = new PictureContinuity();
        continuity.known = Math.min(snapshot.runs().size(), RUNS);
        for (int i = 0; i < continuity.known; i++) {
            continuity.runs[i].restore(snapshot.runs().get(i));
        }
        continuity.switching = snapshot.switching();
        continuity.nextSource = snapshot.nextSource();
        return continuity;
    }

    /**
     * The state of a continuity.
     *
     * @param runs what lies between switches, the newest first
     * @param switching whether {@code nextSource} is waited for
     */
    public record Snapshot(List<Run> runs, boolean switching, int nextSource) {
        public Snapshot {
            runs = List.copyOf(runs);
        }
    }

    /**
     * The pictures of one source between two switches.
     *
     * @param firstPicture source numbers without wrap-around; −1: none yet
     * @param newestOutgoing the last number given, without wrap-around; −1: none yet
     * @param recentlySent bit i: picture newest−i is sent
     * @param earlierSent bit i: picture newest−64−i is sent
     */
    public record Run(
            int source,
            long firstPicture,
            long newestPicture,
            long newestOutgoing,
            long recentlySent,
            long earlierSent,
            Counter tl0PicIdx,
            Counter keyIdx) {}

    /**
     * A counter's shift.
     *
     * @param newest the last outgoing value; −1: none yet
     * @param open whether {@code offset} holds; otherwise the next value sets it
     */
    public record Counter(int offset, int newest, boolean open) {}
}
