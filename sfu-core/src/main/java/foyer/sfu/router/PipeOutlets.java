package foyer.sfu.router;

import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A producer's pipes, at most one to each other router of the room. */
final class PipeOutlets {
    private final Producer producer;
    private final List<PipeOutlet> outlets = new ArrayList<>();

    PipeOutlets(Producer producer) {
        this.producer = producer;
    }

    void open(int router, PipeMessage.Open message, RouterOutput out) {
        close(router);
        outlets.add(new PipeOutlet(producer, router, message.pipe()));
        if (producer.paused()) {
            out.tell(router, new PipeMessage.Paused(message.pipe()));
        }
        for (ProducerStream stream : producer.streams()) {
            if (stream.senderClock().known()) {
                out.tell(
                        router,
                        new PipeMessage.SenderTime(
                                message.pipe(),
                                stream.index(),
                                stream.senderClock().ntp(),
                                stream.senderClock().timestamp()));
            }
        }
    }

    void close(int router) {
        outlets.removeIf(outlet -> outlet.to() == router);
    }

    void want(int router, PipeMessage.LayersWanted message) {
        PipeOutlet outlet = to(router);
        if (outlet != null) {
            outlet.want(message.maxSpatialLayer(), message.preferredSpatialLayer());
        }
    }

    private @Nullable PipeOutlet to(int router) {
        for (PipeOutlet outlet : outlets) {
            if (outlet.to() == router) {
                return outlet;
            }
        }
        return null;
    }

    /** The highest spatial layer that is wanted behind any of them, −1 for none. */
    int wanted() {
        int highest = LayerWishes.NOBODY;
        for (int i = 0; i < outlets.size(); i++) {
            highest = Math.max(highest, outlets.get(i).wanted());
        }
        return highest;
    }

    /** The highest that would be wanted if bandwidth were no matter, −1 for none. */
    int preferred() {
        int highest = LayerWishes.NOBODY;
        for (int i = 0; i < outlets.size(); i++) {
            highest = Math.max(highest, outlets.get(i).preferred());
        }
        return highest;
    }

    void forward(
            ProducerStream stream,
            long extendedSequence,
            Arrival arrival,
            RtpPacket packet,
            long nowNanos,
            RouterOutput out) {
        for (int i = 0; i < outlets.size(); i++) {
            outlets.get(i).forward(stream, extendedSequence, arrival, packet, nowNanos, out);
        }
    }

    /** Tells all that are behind them; the message is made with each one's number. */
    void tell(IntFunction<PipeMessage> message, RouterOutput out) {
        for (PipeOutlet outlet : outlets) {
            out.tell(outlet.to(), message.apply(outlet.pipe()));
        }
    }

    List<PipeStats> stats() {
        return outlets.stream().map(PipeOutlet::stats).toList();
    }
}
