package foyer.sfu.engine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;

/** Makes a {@link TcpConnection} of what is accepted at one of a loop's addresses. */
@Sharable
final class TcpListener extends ChannelInitializer<Channel> {
    private final Loop loop;
    private final int local;

    TcpListener(Loop loop, int local) {
        this.loop = loop;
        this.local = local;
    }

    @Override
    protected void initChannel(Channel channel) {
        // Null when the peer was gone before we looked.
        if (channel.remoteAddress() instanceof InetSocketAddress remote) {
            channel.pipeline().addLast(new TcpConnection(loop.tcp(), channel, local, remote));
        } else {
            var _ = channel.close();
        }
    }
}
