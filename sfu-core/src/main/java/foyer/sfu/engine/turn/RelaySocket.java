package foyer.sfu.engine.turn;

import foyer.sfu.turn.Allocation;
import foyer.sfu.turn.RelayPeer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/**
 * A UDP socket that is connected to one peer for one allocation: the kernel lets nobody else's
 * datagrams in, and the peer sees another address for each client.
 */
final class RelaySocket extends SimpleChannelInboundHandler<DatagramPacket> {
    private final TurnLoop loop;
    private final Channel channel;
    private final Allocation allocation;
    private final RelayPeer peer;

    RelaySocket(TurnLoop loop, Channel channel, Allocation allocation, RelayPeer peer) {
        this.loop = loop;
        this.channel = channel;
        this.allocation = allocation;
        this.peer = peer;
    }

    Channel channel() {
        return channel;
    }

    void close() {
        var _ = channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        ByteBuf content = datagram.content();
        loop.relay(allocation, peer, content);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.settle();
    }

    /** A media port that is closed for the moment: ICE finds out. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.settle();
    }
}
