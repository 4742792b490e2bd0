package foyer.sfu.engine;

import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends by Netty's channel, which keeps what the kernel has no room for. */
final class ChannelSender implements BatchSender {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);

    private final Channel channel;
    private final Segmentation segmentation;
    private final Drops drops;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    ChannelSender(Channel channel, Segmentation segmentation, Drops drops) {
        this.channel = channel;
        this.segmentation = segmentation;
        this.drops = drops;
    }

    /** True while something waits for the kernel, or the channel is no more. */
    boolean isWaiting() {
        var queue = channel.unsafe().outboundBuffer();
        return queue == null || queue.size() > 0;
    }

    @Override
    public void send(SendBatch batch) {
        send(batch, 0);
    }

    /** Sends a batch without its first runs. */
    void send(SendBatch batch, int firstRun) {
        bytes = Unpooled.wrappedBuffer(batch.memory());
        for (int run = firstRun; run < batch.plan().runs(); run++) {
            if (!channel.isWritable()) {
                drops.count(DropReason.OVERLOAD, batch.plan().count(run));
            } else if (batch.plan().count(run) > 1 && segmentation.mostSegments() > 1) {
                writeTogether(batch, run);
            } else {
                writeApart(batch, run);
            }
        }
        channel.flush();
    }

    @SuppressWarnings(
            "FutureReturnValueIgnored") // a void promise: errors reach the socket's handler
    private void writeApart(SendBatch batch, int run) {
        SegmentPlan plan = batch.plan();
        InetSocketAddress to = batch.receiver(run).path().remote();
        int packet = plan.first(run);
        for (int left = plan.count(run); left > 0; left--) {
            int length = plan.packetBytes(packet);
            ByteBuf content = channel.alloc().directBuffer(length);
            content.writeBytes(bytes, batch.offset(packet), length);
            channel.write(new DatagramPacket(content, to), channel.voidPromise());
            packet = plan.following(packet);
        }
    }

    private void writeTogether(SendBatch batch, int run) {
        SegmentPlan plan = batch.plan();
        InetSocketAddress to = batch.receiver(run).path().remote();
        ByteBuf content = channel.alloc().directBuffer(plan.bytes(run));
        int count = plan.count(run);
        int packet = plan.first(run);
        for (int left = count; left > 0; left--) {
            content.writeBytes(bytes, batch.offset(packet), plan.packetBytes(packet));
            packet = plan.following(packet);
        }
        int segmentBytes = plan.segmentBytes(run);
        ByteBuf again = content.retainedDuplicate();
        ChannelPromise promise = channel.newPromise();
        promise.addListener(done -> {
            if (done.isSuccess()) {
                segmentation.sent(count);
            } else {
                refused(again, segmentBytes, to, done.cause());
            }
            again.release();
        });
        var _ = channel.write(new SegmentedDatagramPacket(content, segmentBytes, to), promise);
    }

    @SuppressWarnings(
            "FutureReturnValueIgnored") // a void promise: errors reach the socket's handler
    private void refused(ByteBuf content, int segmentBytes, InetSocketAddress to, Throwable cause) {
        if (!channel.isActive()) {
            return;
        }
        if (segmentation.refused()) {
            LOG.warn("no segmented sends socket={} error={}", channel, cause.toString());
        }
        while (content.isReadable()) {
            ByteBuf one =
                    content.readRetainedSlice(Math.min(segmentBytes, content.readableBytes()));
            channel.write(new DatagramPacket(one, to), channel.voidPromise());
        }
        // Not from within the flush that told of the refusal: it ignores a flush of its own.
        channel.eventLoop().execute(channel::flush);
    }
}
