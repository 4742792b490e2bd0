package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.engine.Demultiplexer.Destination;
import foyer.sfu.wire.Path;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    private Destination destination(String routerId, String transportId) {
        return new Destination(EmptyRouter.on(other, routerId), transportId);
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void whoWasCheckedLastHasThePath() {
        Destination ours = destination("a", "t1");
        demultiplexer.addPath(path, ours);
        assertThat(demultiplexer.here(null, path)).isEqualTo(ours);
        demultiplexer.addElsewhere(path, other);
        assertThat(demultiplexer.here(null, path)).isNull();
        assertThat(demultiplexer.elsewhere(null, path)).isSameAs(other);
        assertThat(demultiplexer.removePath(path, ours.router())).isFalse();
        assertThat(demultiplexer.elsewhere(null, path)).isSameAs(other);
        Destination again = destination("b", "t2");
        demultiplexer.addPath(path, again);
        assertThat(demultiplexer.here(null, path)).isEqualTo(again);
    }

    @Test
    void anotherLoopIsToldOncePerOwnerOfAPath() {
        demultiplexer.addPath(path, destination("a", "t1"));
        assertThat(demultiplexer.tells(other, path)).isTrue();
        assertThat(demultiplexer.tells(other, path)).isFalse();
        demultiplexer.addPath(path, destination("b", "t2"));
        assertThat(demultiplexer.tells(other, path)).isTrue();
        assertThat(demultiplexer.untell(path)).isSameAs(other);
    }
}
