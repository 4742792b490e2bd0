package foyer.signaling.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.bootstrap.ServerBootstrapConfig;
import io.netty.channel.EventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The library's server with a hand on its event loops, which it hides. */
final class Listener extends SocketIOServer {
    private static final long STOP_SECONDS = 2;

    private @Nullable ServerBootstrapConfig bootstrap;

    private Listener(Configuration configuration) {
        super(configuration);
    }

    /** Makes a server whose pipeline must be set. */
    static Listener create(Configuration configuration) {
        // It makes a timer for a pipeline that is replaced before it is used; nobody can stop that
        // timer, and Netty would report it as a leak.
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try {
            return new Listener(configuration);
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
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
