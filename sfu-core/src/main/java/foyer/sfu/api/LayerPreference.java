package foyer.sfu.api;

/** The highest layers a consumer wants: a ceiling, 0 is the lowest. */
public record LayerPreference(int spatialLayer, int temporalLayer) {
    /** No ceiling. */
    public static final LayerPreference HIGHEST =
            new LayerPreference(Integer.MAX_VALUE, Integer.MAX_VALUE);

    public LayerPreference {
        if (spatialLayer < 0 || temporalLayer < 0) {
            throw new IllegalArgumentException(
                    "spatialLayer: " + spatialLayer + ", temporalLayer: " + temporalLayer);
        }
    }
}
