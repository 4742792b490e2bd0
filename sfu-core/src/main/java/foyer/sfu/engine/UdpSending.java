package foyer.sfu.engine;

import foyer.sfu.wire.Drops;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.util.Optional;

/** How datagrams leave: chosen at start by what there is. */
enum UdpSending {
    /** Linux's sendmmsg, called directly, with segmentation where the kernel has it. */
    SYSTEM_CALL,
    /** Netty's epoll channel with segmentation. */
    SEGMENTED_CHANNEL,
    /** Netty's channel, datagram by datagram. */
    CHANNEL;

    static UdpSending best(NetworkIo io) {
        if (io != NetworkIo.EPOLL) {
            return CHANNEL;
        }
        if (SystemSend.find().isPresent()) {
            return SYSTEM_CALL;
        }
        return EpollDatagramChannel.isSegmentedDatagramPacketSupported()
                ? SEGMENTED_CHANNEL
                : CHANNEL;
    }

    Segmentation segmentation() {
        return new Segmentation(
                this != CHANNEL && EpollDatagramChannel.isSegmentedDatagramPacketSupported());
    }

    BatchSender sender(Channel channel, Segmentation segmentation, Drops drops) {
        ChannelSender queue = new ChannelSender(channel, segmentation, drops);
        Optional<SystemSend> system = this == SYSTEM_CALL ? SystemSend.find() : Optional.empty();
        return system.<BatchSender>map(
                        call -> new NativeSender(call, channel, queue, segmentation, drops))
                .orElse(queue);
    }
}
