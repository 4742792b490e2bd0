package foyer.sfu.ortc;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An H.264 {@code profile-level-id} (RFC 6184 8.1): six hex digits that are profile_idc,
 * profile_iop and level_idc.
 *
 * @param profile what the first two bytes mean
 * @param level ten times level_idc, so that level 1b has a place between 1 and 1.1
 */
record H264Profile(Profile profile, int level) {
    /** Level 1b: level_idc 11 with constraint_set3_flag, below High (H.264 A.3.1). */
    static final int LEVEL_1B = 105;

    private static final String KEY = "profile-level-id";
    private static final int CONSTRAINT_SET3 = 0x10;
    private static final Set<Integer> LEVEL_IDCS =
            Set.of(10, 11, 12, 13, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 52);

    /** Baseline at level 1 by the RFC; browsers that say nothing mean this one. */
    private static final H264Profile UNSAID = new H264Profile(Profile.CONSTRAINED_BASELINE, 310);

    /** The profiles that browsers tell apart, each with its canonical first two bytes. */
    enum Profile {
        CONSTRAINED_BASELINE("42e0", "42f0"),
        BASELINE("4200", "4210"),
        MAIN("4d00", "4d10"),
        CONSTRAINED_HIGH("640c", "640c"),
        HIGH("6400", "6400"),
        PREDICTIVE_HIGH_444("f400", "f400");

        private final String prefix;
        private final String prefixOf1b;

        Profile(String prefix, String prefixOf1b) {
            this.prefix = prefix;
            this.prefixOf1b = prefixOf1b;
        }
    }

    /** One row of RFC 6184 8.1, table 5: the bits of profile_iop that must have a value. */
    private record Row(int idc, int mask, int value, Profile profile) {}

    private static final Row[] TABLE = {
        new Row(0x42, 0x4f, 0x40, Profile.CONSTRAINED_BASELINE),
        new Row(0x4d, 0x8f, 0x80, Profile.CONSTRAINED_BASELINE),
        new Row(0x58, 0xcf, 0xc0, Profile.CONSTRAINED_BASELINE),
        new Row(0x42, 0x4f, 0x00, Profile.BASELINE),
        new Row(0x58, 0xcf, 0x80, Profile.BASELINE),
        new Row(0x4d, 0xaf, 0x00, Profile.MAIN),
        new Row(0x64, 0xff, 0x00, Profile.HIGH),
        new Row(0x64, 0xff, 0x0c, Profile.CONSTRAINED_HIGH),
        new Row(0xf4, 0xff, 0x00, Profile.PREDICTIVE_HIGH_444),
    };

    /** The profile that codec parameters name; empty where what they name is none. */
    static Optional<H264Profile> of(Map<String, Object> parameters) {
        return parameters.containsKey(KEY)
                ? parse(Fmtp.text(parameters, KEY, ""))
                : Optional.of(UNSAID);
    }

    static Optional<H264Profile> parse(String hex) {
        if (hex.length() != 6 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        int id = HexFormat.fromHexDigits(hex);
        int levelIdc = id & 0xff;
        int iop = id >> 8 & 0xff;
        if (!LEVEL_IDCS.contains(levelIdc)) {
            return Optional.empty();
        }
        for (Row row : TABLE) {
            if (row.idc == id >> 16 && (iop & row.mask) == row.value) {
                return Optional.of(new H264Profile(row.profile, level(levelIdc, iop)));
            }
        }
        return Optional.empty();
    }

    /** Same profile; levels are a matter of {@link #answer}. */
    static boolean matches(Map<String, Object> one, Map<String, Object> other) {
        Optional<Profile> profile = of(one).map(H264Profile::profile);
        return profile.isPresent() && profile.equals(of(other).map(H264Profile::profile));
    }

    /**
     * The {@code profile-level-id} to go on with, for parameters that match: the local one's level
     * where both sides allow asymmetry, otherwise the lower level (RFC 6184 8.2.2). Empty where
     * neither side says one.
     */
    static Optional<String> answer(Map<String, Object> local, Map<String, Object> remote) {
        if (!local.containsKey(KEY) && !remote.containsKey(KEY)) {
            return Optional.empty();
        }
        boolean asymmetric = allowsAsymmetry(local) && allowsAsymmetry(remote);
        return of(local)
                .flatMap(mine ->
                        of(remote)
                                .map(theirs ->
                                        asymmetric || mine.level < theirs.level
                                                ? mine
                                                : new H264Profile(mine.profile, theirs.level)))
                .map(H264Profile::toString);
    }

    /** The canonical six digits. */
    @Override
    public String toString() {
        return level == LEVEL_1B
                ? profile.prefixOf1b + "0b"
                : profile.prefix + String.format(Locale.ROOT, "%02x", level / 10);
    }

    // The table leaves constraint_set3_flag free below High only.
    private static int level(int idc, int iop) {
        return idc == 11 && (iop & CONSTRAINT_SET3) != 0 ? LEVEL_1B : idc * 10;
    }

    private static boolean allowsAsymmetry(Map<String, Object> parameters) {
        return Fmtp.number(parameters, "level-asymmetry-allowed", 0) == 1;
    }
}
