package foyer.sfu.forward;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.stream.RateWindow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What flows of a producer, by spatial and temporal layer, over about the last second. A layer that
 * is silent while others go on has stopped; when all are silent nothing has.
 */
public final class LayerRates {
    /** VP9 has the most of both (RFC 9628 4.2). */
    public static final int MAX_LAYERS = 8;

    /** Shorter silence is a hiccup. */
    private static final long SILENT_NANOS = 700_000_000L;

    /** Frames that others sent meanwhile: at few frames a second silence needs to be longer. */
    private static final int SILENT_FRAMES = 6;

    /** Of the same spatial layer: two turns of the longest temporal pattern. */
    private static final int SILENT_TEMPORAL_FRAMES = 16;

    /** One temporal layer of one spatial layer. */
    private static final class Layer {
        private final RateWindow own = new RateWindow();

        /** Of it, what the spatial layers above need. */
        private final RateWindow shared = new RateWindow();

        private long lastNanos;
        private long lastFrame;
    }

    private final @Nullable Layer[][] layers = new @Nullable Layer[MAX_LAYERS][MAX_LAYERS];
    private final long[] lastNanos = new long[MAX_LAYERS];
    private final long[] lastFrame = new long[MAX_LAYERS];
    private final long[] layerFrames = new long[MAX_LAYERS];
    private final boolean[] flows = new boolean[MAX_LAYERS];
    private final int[] topTemporal = new int[MAX_LAYERS];
    private final boolean[] seen = new boolean[MAX_LAYERS];
    private int spatialLayers;
    private int activeSpatial = MAX_LAYERS;
    private long frames;

    /** {@code spatialLayers} are expected; there may come more. */
    public LayerRates(int spatialLayers) {
        this.spatialLayers = Math.min(spatialLayers, MAX_LAYERS);
    }

    /**
     * Takes note of a packet.
     *
     * @param bytes from the RTP header on
     * @param sharedBytes as many when higher spatial layers need the packet, else 0
     */
    public void received(int spatial, int temporal, int bytes, int sharedBytes, long nowNanos) {
        int s = Math.min(spatial, MAX_LAYERS - 1);
        int t = Math.min(temporal, MAX_LAYERS - 1);
        Layer layer = layers[s][t];
        if (layer == null) {
            layer = new Layer();
            layers[s][t] = layer;
            topTemporal[s] = Math.max(topTemporal[s], t);
        }
        if (!seen[s]) {
            seen[s] = true;
            flows[s] = true;
        }
        spatialLayers = Math.max(spatialLayers, s + 1);
        layer.own.add(bytes, nowNanos);
        if (sharedBytes > 0) {
            layer.shared.add(sharedBytes, nowNanos);
        }
        layer.lastNanos = nowNanos;
        layer.lastFrame = layerFrames[s];
        lastNanos[s] = nowNanos;
        lastFrame[s] = frames;
    }

    /** A frame of the spatial layer ended. */
    public void frameEnded(int spatial) {
        frames++;
        layerFrames[Math.min(spatial, MAX_LAYERS - 1)]++;
    }

    /** The sender says that it sends no higher spatial layer. */
    public void activeUpTo(int spatial) {
        activeSpatial = spatial;
    }

    /** Takes note of what has stopped. */
    public void observe(long nowNanos) {
        for (int s = 0; s < spatialLayers; s++) {
            flows[s] =
                    seen[s]
                            && s <= activeSpatial
                            && (nowNanos - lastNanos[s] < SILENT_NANOS
                                    || frames - lastFrame[s] < SILENT_FRAMES);
            int top = 0;
            for (int t = 0; t < MAX_LAYERS; t++) {
                top = flows(s, t, nowNanos) ? t : top;
            }
            topTemporal[s] = top;
        }
    }

    private boolean flows(int spatial, int temporal, long nowNanos) {
        Layer layer = layers[spatial][temporal];
        return layer != null
                && (nowNanos - layer.lastNanos < SILENT_NANOS
                        || layerFrames[spatial] - layer.lastFrame < SILENT_TEMPORAL_FRAMES);
    }

    /** As many as were expected or seen. */
    public int spatialLayers() {
        return spatialLayers;
    }

    /** Whether the spatial layer flowed when that was observed. */
    public boolean flows(int spatial) {
        return spatial >= 0 && spatial < MAX_LAYERS && flows[spatial];
    }

    /** The highest spatial layer that flows, −1 for none. */
    public int topSpatial() {
        return highestWithin(MAX_LAYERS);
    }

    /** The highest temporal layer of a spatial layer that flowed when that was observed. */
    public int topTemporal(int spatial) {
        return topTemporal[spatial];
    }

    /** The highest that flows within the ceiling, or the lowest that flows above it; −1: none. */
    public int highestWithin(int ceiling) {
        int best = -1;
        for (int s = 0; s < spatialLayers; s++) {
            if (flows[s] && (best < 0 || s <= ceiling)) {
                best = s;
            }
        }
        return best;
    }

    /** What it takes to receive a layer, headers included. */
    public long bitsPerSecond(int spatial, int temporal, long nowNanos) {
        long sum = 0;
        for (int s = 0; s <= spatial; s++) {
            for (int t = 0; t <= temporal; t++) {
                Layer layer = layers[s][t];
                if (layer != null) {
                    RateWindow rate = s == spatial ? layer.own : layer.shared;
                    sum += rate.bitsPerSecond(nowNanos);
                }
            }
        }
        return sum;
    }

    /**
     * What a consumer with this ceiling could be sent, in ascending quality and ascending bitrate:
     * a larger picture so seldom that it takes less than a smaller one more often is left out.
     */
    public List<Rung> ladder(LayerPreference ceiling, long nowNanos) {
        observe(nowNanos);
        List<Rung> rungs = new ArrayList<>();
        int highest = highestWithin(ceiling.spatialLayer());
        for (int s = 0; s <= highest; s++) {
            for (int t = 0; flows[s] && t <= topTemporal[s]; t++) {
                if (t <= ceiling.temporalLayer() && flows(s, t, nowNanos)) {
                    add(new Rung(s, t, bitsPerSecond(s, t, nowNanos)), rungs);
                }
            }
        }
        return rungs;
    }

    private static void add(Rung rung, List<Rung> rungs) {
        if (rungs.isEmpty() || rung.bitrateBps() >= rungs.getLast().bitrateBps()) {
            rungs.add(rung);
        }
    }
}
