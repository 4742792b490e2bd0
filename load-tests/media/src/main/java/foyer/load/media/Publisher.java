package foyer.load.media;

import foyer.load.rtc.MediaTransport;
import java.util.Map;

/** Something that is sent over a transport of its own. On the transport's loop. */
public interface Publisher extends MediaTransport.Receiver {
    /** What {@code produce} calls it: {@code audio} or {@code video}. */
    String kind();

    /** What {@code produce} takes. */
    Map<String, Object> rtpParameters();

    /** Begins to send over a transport that is connected. */
    void start(MediaTransport transport);

    /** Nobody receives more than this layer, −1 for nothing at all. */
    void limit(int maxSpatialLayer);

    /** Sends no more. */
    void stop();
}
