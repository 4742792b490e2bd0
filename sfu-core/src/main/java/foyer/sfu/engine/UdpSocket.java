package foyer.sfu.engine;

import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.channel.Channel;

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
