package foyer.sfu.engine.turn;

import foyer.sfu.wire.Path;
import foyer.sfu.wire.TransportProtocol;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes a {@link TurnConnection} of what is accepted at one address. */
@Sharable
final class TurnAcceptor extends ChannelInitializer<Channel> {
    private final TurnLoop loop;
    private final int local;
    private final @Nullable TurnCertificate certificate;
    private final Executor handshakes;

    TurnAcceptor(
            TurnLoop loop, int local, @Nullable TurnCertificate certificate, Executor handshakes) {
        this.loop = loop;
        this.local = local;
        this.certificate = certificate;
        this.handshakes = handshakes;
    }

    @Override
    protected void initChannel(Channel channel) {
        // Null when the client was gone before we looked.
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            var _ = channel.close();
            return;
        }
        TurnCertificate tls = certificate;
        if (tls != null) {
            SslHandler handler = tls.context().newHandler(channel.alloc(), handshakes);
            // A record for each message: there are clients that take a record for one.
            handler.setWrapDataSize(0);
            channel.pipeline().addLast(handler);
        }
        Path path = new Path(local, remote, TransportProtocol.TCP);
        channel.pipeline().addLast(new TurnConnection(loop, channel, path));
    }
}
