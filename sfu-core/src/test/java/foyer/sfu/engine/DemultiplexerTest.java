package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.engine.Demultiplexer.Destination;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterTap;
import foyer.sfu.wire.Path;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An address that somebody else has now, on another loop: NATs give them out again. */
class DemultiplexerTest {
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NetworkIo.best().handlers());
    private final Loop other =
            new Loop(1, group.next(), new EngineClock(), UdpSending.CHANNEL, TcpPatience.DEFAULT);
    private final Demultiplexer demultiplexer = new Demultiplexer(0);
    private final Path path =
            new Path(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

    private LoopRouter router(String id) throws Exception {
        return new LoopRouter(
                id,
                other,
                new Router(
                        new RouterConfig(SupportedCapabilities.routerCapabilities(), 1, 0),
                        RouterTap.NONE),
                DtlsIdentity.generate(new SecureRandom(), Instant.now()),
                Runnable::run,
                event -> {});
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void whoWasCheckedLastHasThePath() throws Exception {
        Destination ours = new Destination(router("a"), "t1");
        demultiplexer.addPath(path, ours);
        assertThat(demultiplexer.here(null, path)).isEqualTo(ours);
        demultiplexer.addElsewhere(path, other);
        assertThat(demultiplexer.here(null, path)).isNull();
        assertThat(demultiplexer.elsewhere(null, path)).isSameAs(other);
        assertThat(demultiplexer.removePath(path, ours.router())).isFalse();
        assertThat(demultiplexer.elsewhere(null, path)).isSameAs(other);
        Destination again = new Destination(router("b"), "t2");
        demultiplexer.addPath(path, again);
        assertThat(demultiplexer.here(null, path)).isEqualTo(again);
    }

    @Test
    void anotherLoopIsToldOncePerOwnerOfAPath() throws Exception {
        demultiplexer.addPath(path, new Destination(router("a"), "t1"));
        assertThat(demultiplexer.tells(other, path)).isTrue();
        assertThat(demultiplexer.tells(other, path)).isFalse();
        demultiplexer.addPath(path, new Destination(router("b"), "t2"));
        assertThat(demultiplexer.tells(other, path)).isTrue();
        assertThat(demultiplexer.untell(path)).isSameAs(other);
    }
}
