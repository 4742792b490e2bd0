package foyer.load.media;

import foyer.load.measure.Count;
import foyer.load.measure.Tally;
import foyer.load.rtc.MediaTransport;
import foyer.load.scenario.VideoShape;
import foyer.sfu.rtcp.FullIntraRequest;
import foyer.sfu.rtcp.Nack;
import foyer.sfu.rtcp.PictureLossIndication;
import foyer.sfu.rtcp.RtcpMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A camera: VP8 in simulcast, each frame a burst, at the bitrate it was given. Sends key frames and
 * packets when asked for, and leaves layers out that nobody receives. Does not adapt to its uplink.
 */
public final class VideoPublisher extends PacedPublisher {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final String cname;
    private final VideoShape shape;
    private final List<VideoLayer> layers = new ArrayList<>();
    private int maxLayer = Integer.MAX_VALUE;

    public VideoPublisher(String cname, VideoShape shape, Tally tally) {
        super(tally, shape.fps());
        this.cname = cname;
        this.shape = shape;
        SentStream.TransportNumbers numbers = new SentStream.TransportNumbers();
        for (int layer = 0; layer < shape.kbps().size(); layer++) {
            layers.add(new VideoLayer(layer, shape, numbers, tally));
        }
    }

    @Override
    public String kind() {
        return "video";
    }

    @Override
    public Map<String, Object> rtpParameters() {
        return SentParameters.video(cname, shape.kbps(), shape.temporalLayers());
    }

    @Override
    List<SentStream> streams() {
        return layers.stream().map(VideoLayer::stream).toList();
    }

    @Override
    void send(long frame, MediaTransport over, long nowNanos) {
        long mediaNanos = frame * NANOS_PER_SECOND / shape.fps();
        for (int i = 0; i < layers.size() && i <= maxLayer; i++) {
            layers.get(i).send(mediaNanos, over, nowNanos);
        }
    }

    /** A layer that comes back begins with a key frame. */
    @Override
    public void limit(int maxSpatialLayer) {
        for (int i = 0; i < layers.size(); i++) {
            if (i > maxLayer && i <= maxSpatialLayer) {
                layers.get(i).wantKeyFrame();
            }
        }
        maxLayer = maxSpatialLayer;
    }

    @Override
    public void rtcp(RtcpMessage message, long nowNanos) {
        switch (message) {
            case PictureLossIndication request -> keyFrame(request.mediaSsrc());
            case FullIntraRequest request ->
                    request.entries().forEach(entry -> keyFrame(entry.ssrc()));
            case Nack nack -> resend(nack, nowNanos);
            default -> {}
        }
    }

    private void keyFrame(long ssrc) {
        for (VideoLayer layer : layers) {
            if (layer.stream().ssrc() == ssrc) {
                layer.wantKeyFrame();
                tally().add(Count.KEY_FRAMES, 1);
            }
        }
    }

    private void resend(Nack nack, long nowNanos) {
        MediaTransport over = transport();
        for (VideoLayer layer : layers) {
            if (over != null && layer.stream().ssrc() == nack.mediaSsrc()) {
                layer.stream().resend(nack.sequenceNumbers(), over, nowNanos);
            }
        }
    }
}
