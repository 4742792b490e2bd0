package foyer.sfu.engine;

import foyer.sfu.wire.Drops;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** The sending side of one socket: a batch, and where it leaves. */
final class UdpSocket {
    private final SendBatch batch = new SendBatch();
    private final Segmentation segmentation;
    private final BatchSender sender;

    UdpSocket(Segmentation segmentation, BatchSender sender) {
        this.segmentation = segmentation;
        this.sender = sender;
    }

    static UdpSocket open(Channel channel, UdpSending sending, Drops drops) {
        Segmentation segmentation = sending.segmentation();
        return new UdpSocket(segmentation, sending.sender(channel, segmentation, drops));
    }

    /** Puts a datagram into the batch; one that is full leaves before. */
    void transmit(PacketBuffer packet, Path path) {
        if (!batch.add(packet, path, segmentation.mostSegments())) {
            flush();
            batch.grow();
            batch.add(packet, path, segmentation.mostSegments());
        }
    }

    /** The place of the next datagram in the batch; null when none is as large. */
    @Nullable NativePacket place(int bytes) {
        NativePacket place = batch.place(bytes);
        if (place == null) {
            flush();
            batch.grow();
            place = batch.place(bytes);
        }
        return place;
    }

    /**
     * What was written to the place is a datagram of the batch.
     *
     * @return its length
     */
    int transmitPlaced(Path path) {
        batch.placed(path, segmentation.mostSegments());
        return batch.placedBytes();
    }

    /** Ends the batch. */
    void flush() {
        if (!batch.isEmpty()) {
            sender.send(batch);
            batch.clear();
        }
    }

    SegmentedStats segmented() {
        return new SegmentedStats(
                segmentation.sends(), segmentation.datagrams(), segmentation.refusals());
    }
}
