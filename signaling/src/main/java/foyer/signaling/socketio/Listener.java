package foyer.signaling.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.bootstrap.ServerBootstrapConfig;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The library's server with a hand on its event loops, which it hides. */
final class Listener extends SocketIOServer {
    private static final long STOP_SECONDS = 2;

    private @Nullable ServerBootstrapConfig bootstrap;

    Listener(Configuration configuration) {
        super(configuration);
    }

    @Override
    protected void applyConnectionOptions(ServerBootstrap started) {
        bootstrap = started.config();
        super.applyConnectionOptions(started);
    }

    /** Runs a short task on an event loop. */
    void later(Runnable task, long delayMillis) {
        if (bootstrap != null) {
            var _ = bootstrap.childGroup().schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Stops without the library's quiet time of four seconds. */
    @Override
    public void stop() {
        if (bootstrap != null) {
            stop(bootstrap.group());
            stop(bootstrap.childGroup());
            super.stop();
        }
    }

    private static void stop(EventLoopGroup group) {
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
