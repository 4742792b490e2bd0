package foyer.sfu.engine;

import io.netty.channel.Channel;

/** How datagrams come in: chosen at start by what there is. */
enum UdpReceiving {
    /** Linux's recvmmsg, called directly. */
    SYSTEM_CALL,
    /** Netty's channel, which does so by itself. */
    CHANNEL;

    static UdpReceiving best(NetworkIo io) {
        return io == NetworkIo.EPOLL && SystemReceive.find().isPresent() ? SYSTEM_CALL : CHANNEL;
    }

    /**
     * Begins to receive, not on the loop.
     *
     * @param channel opened with a {@link LoopSocket} that knows of this way
     * @param local the index of its address
     */
    void start(Channel channel, Loop loop, int local) {
        if (this == SYSTEM_CALL) {
            SystemReceive system = SystemReceive.find().orElseThrow();
            new NativeReceiver(system, channel, loop, local).start(channel);
        }
    }
}
