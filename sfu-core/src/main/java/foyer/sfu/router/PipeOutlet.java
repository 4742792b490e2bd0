package foyer.sfu.router;

import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Arrival;
import foyer.sfu.wire.DropReason;

/**
 * A producer's end of a pipe to another router: what of it crosses, once for all who consume it.
 */
final class PipeOutlet {
    private final Producer producer;
    private final int to;
    private final int pipe;
    private final boolean[] flowing;
    private int wanted;
    private int preferred;
    private long packets;
    private long dropped;

    /**
     * An outlet.
     *
     * @param to the number of the router behind it
     * @param pipe what that calls it
     */
    PipeOutlet(Producer producer, int to, int pipe) {
        this.producer = producer;
        this.to = to;
        this.pipe = pipe;
        this.wanted = producer.rates().spatialLayers() - 1;
        this.preferred = wanted;
        this.flowing = new boolean[producer.streams().size()];
    }

    int to() {
        return to;
    }

    int pipe() {
        return pipe;
    }

    int wanted() {
        return wanted;
    }

    int preferred() {
        return preferred;
    }

    void want(int maxSpatialLayer, int preferredSpatialLayer) {
        wanted = maxSpatialLayer;
        preferred = preferredSpatialLayer;
    }

    PipeStats stats() {
        return new PipeStats(
                producer.id(), producer.router().place().number(), to, preferred, packets, dropped);
    }

    /**
     * Streams up to the preferred one cross, for behind the pipe nobody can go over to, or back to,
     * what is not seen there. Of layers in one stream all do: they cannot be told apart by who does
     * not know what was left out.
     */
    private boolean takes(int stream) {
        if (preferred < 0) {
            return false;
        }
        return producer.isLayered()
                || stream <= Math.max(preferred, producer.rates().highestWithin(preferred));
    }

    void forward(
            ProducerStream stream,
            long extendedSequence,
            Arrival arrival,
            RtpPacket packet,
            long nowNanos,
            RouterOutput out) {
        int index = stream.index();
        if (!takes(index)) {
            flowing[index] = false;
            return;
        }
        if (!flowing[index] && arrival == Arrival.LATE) {
            // It belongs to what has not crossed.
            return;
        }
        // Behind a pause the stream is entered anew.
        PipedAs as =
                flowing[index] && arrival != Arrival.RESTART
                        ? PipedAs.FOLLOWING
                        : PipedAs.BEGINNING;
        if (out.transmitPiped(to, pipe, index, extendedSequence, as, packet.buffer())) {
            flowing[index] = true;
            packets++;
            producer.router().traffic().piped(packet.buffer().length());
            return;
        }
        dropped++;
        producer.router().drops().count(DropReason.PIPE_FULL);
        if (producer.isVideo()) {
            producer.wantKeyFrame(index, KeyFrameCause.LOSS, nowNanos, out);
        }
    }
}
