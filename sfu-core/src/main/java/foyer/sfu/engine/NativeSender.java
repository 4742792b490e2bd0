package foyer.sfu.engine;

import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by the system call itself, on the descriptor of Netty's channel, out of the batch's memory:
 * no object for a datagram. What the kernel has no room for goes by the channel, which waits until
 * there is; what comes later then stays behind it.
 */
final class NativeSender implements BatchSender {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSender.class);

    /** The system call. */
    interface Messages {
        /**
         * Sends messages until one cannot be sent.
         *
         * @param descriptor of a socket
         * @param messages where {@code struct mmsghdr}s are, one behind the other
         * @return how many were sent; when it is the first that cannot be, the negative error
         *     number
         */
        int send(int descriptor, long messages, int count);
    }

    private final Messages system;
    private final Channel channel;
    private final int descriptor;
    private final ChannelSender queue;
    private final Segmentation segmentation;
    private final Drops drops;
    private final MessageTable table;

    /** {@code channel} is one of Netty's epoll. */
    NativeSender(
            Messages system,
            Channel channel,
            ChannelSender queue,
            Segmentation segmentation,
            Drops drops) {
        this.system = system;
        this.channel = channel;
        this.descriptor = ((UnixChannel) channel).fd().intValue();
        this.queue = queue;
        this.segmentation = segmentation;
        this.drops = drops;
        boolean isWide =
                channel.localAddress() instanceof InetSocketAddress local
                        && local.getAddress() instanceof Inet6Address;
        this.table =
                new MessageTable(
                        isWide ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    }

    @Override
    public void send(SendBatch batch) {
        if (!channel.isOpen()) {
            return;
        }
        if (queue.isWaiting()) {
            queue.send(batch);
            return;
        }
        fill(batch);
        int runs = batch.plan().runs();
        int run = 0;
        while (run < runs) {
            int sent = system.send(descriptor, table.address(run), runs - run);
            if (sent > 0) {
                noteSegmented(batch.plan(), run, sent);
                run += sent;
            } else if (-sent == SystemCall.EAGAIN) {
                queue.send(batch, run);
                return;
            } else if (-sent != SystemCall.EINTR) {
                failed(batch, run, -sent);
                run++;
            }
        }
    }

    private void fill(SendBatch batch) {
        SegmentPlan plan = batch.plan();
        table.clear(plan.runs(), plan.packets());
        for (int run = 0; run < plan.runs(); run++) {
            table.begin(batch.receiver(run));
            int packet = plan.first(run);
            for (int left = plan.count(run); left > 0; left--) {
                piece(batch, packet);
                packet = plan.following(packet);
            }
            if (plan.count(run) > 1) {
                table.segments(plan.segmentBytes(run));
            }
        }
    }

    private void piece(SendBatch batch, int packet) {
        table.piece(batch.address(packet), batch.plan().packetBytes(packet));
    }

    private void noteSegmented(SegmentPlan plan, int firstRun, int sent) {
        for (int run = firstRun; run < firstRun + sent; run++) {
            if (plan.count(run) > 1) {
                segmentation.sent(plan.count(run));
            }
        }
    }

    private void failed(SendBatch batch, int run, int error) {
        int count = batch.plan().count(run);
        if (count == 1) {
            drops.count(DropReason.UNSENT);
            return;
        }
        if (segmentation.refused()) {
            LOG.warn("no segmented sends socket={} errno={}", channel, error);
        }
        sendApart(batch, run);
    }

    /** The packets of a run one by one, in a table of their own. */
    private void sendApart(SendBatch batch, int run) {
        SegmentPlan plan = batch.plan();
        MessageTable apart = new MessageTable(table.family());
        apart.clear(plan.count(run), plan.count(run));
        int packet = plan.first(run);
        for (int left = plan.count(run); left > 0; left--) {
            apart.begin(batch.receiver(run));
            apart.piece(batch.address(packet), plan.packetBytes(packet));
            packet = plan.following(packet);
        }
        int at = 0;
        while (at < apart.messages()) {
            int sent = system.send(descriptor, apart.address(at), apart.messages() - at);
            if (sent > 0) {
                at += sent;
            } else if (-sent != SystemCall.EINTR) {
                // No room, or no way: repairs are asked for.
                drops.count(-sent == SystemCall.EAGAIN ? DropReason.OVERLOAD : DropReason.UNSENT);
                at++;
            }
        }
    }
}
