package foyer.sfu.scenario;

import java.util.Map;

/** How a stream with three spatial and three temporal layers is written. */
enum SvcForm {
    VP9_FULL("video/VP9", "L3T3"),
    VP9_FLEXIBLE("video/VP9", "L3T3"),
    VP9_KEY("video/VP9", "L3T3_KEY"),
    AV1_FULL("video/AV1", "L3T3"),
    AV1_KEY("video/AV1", "L3T3_KEY");

    private final String mimeType;
    private final String mode;

    SvcForm(String mimeType, String mode) {
        this.mimeType = mimeType;
        this.mode = mode;
    }

    String mimeType() {
        return mimeType;
    }

    String mode() {
        return mode;
    }

    boolean isAv1() {
        return mimeType.equals("video/AV1");
    }

    boolean isFlexible() {
        return this == VP9_FLEXIBLE;
    }

    /** Spatial layers refer to each other at key pictures only. */
    boolean isKeyMode() {
        return this == VP9_KEY || this == AV1_KEY;
    }

    int payloadType() {
        return isAv1() ? PeerParameters.AV1 : PeerParameters.VP9;
    }

    Map<String, Object> parameters() {
        return isAv1() ? Map.of("profile", 0) : Map.of("profile-id", 0);
    }
}
