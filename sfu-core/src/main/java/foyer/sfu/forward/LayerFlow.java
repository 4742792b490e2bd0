package foyer.sfu.forward;

/**
 * The layers of one stream that go out: now and, for pictures of which nothing came in time, before
 * the last change.
 */
final class LayerFlow {
    /** The temporal layers, of all spatial layers alike. */
    final JoinedLayers temporal = new JoinedLayers();

    /** The highest spatial layer. */
    int spatial;

    private int since;
    private int before;
    private long changedAt;

    void clear() {
        temporal.clear();
        spatial = 0;
        since = 0;
        before = 0;
        changedAt = 0;
    }

    /** A picture begins, and ends with the spatial layer if it changes nothing. */
    void pictureAt(long sequence) {
        if (spatial != since) {
            before = since;
            since = spatial;
            changedAt = sequence;
        }
    }

    /** The spatial layer where the sequence number was, in another picture than the last. */
    int spatialAt(long sequence) {
        return sequence >= changedAt ? since : before;
    }
}
