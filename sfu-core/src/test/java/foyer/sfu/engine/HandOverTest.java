package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private static final int ALL = HandOver.BATCHES * HandOver.DATAGRAMS;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(2, NetworkIo.best().handlers());
    private final EngineClock clock = new EngineClock();
    private final Loop from =
            new Loop(0, group.next(), clock, UdpSending.CHANNEL, TcpPatience.DEFAULT);
    private final Loop to =
            new Loop(1, group.next(), clock, UdpSending.CHANNEL, TcpPatience.DEFAULT);
    private final HandOver handOver = new HandOver(from, to);
    private final PacketBuffer datagram = PacketBuffer.allocate(PacketBuffer.CAPACITY).length(100);
    private final Path path =
            new Path(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(handOver.add(datagram, path)).as("datagram %s", i).isTrue();
        }
    }

    /** What the other loop was given: a stranger's datagrams, which it counts. */
    private long arrived() throws Exception {
        return to.eventLoop().submit(() -> to.drops().of(DropReason.UNKNOWN_SOURCE)).get();
    }

    @Test
    void takesNoMoreThanItsMemoryAndUsesThatAgain() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        var blocked =
                to.eventLoop()
                        .submit(() -> {
                            busy.await();
                            return null;
                        });
        add(ALL);
        assertThat(handOver.add(datagram, path)).isFalse();
        busy.countDown();
        blocked.get();
        assertThat(arrived()).isEqualTo(ALL);
        add(ALL);
        assertThat(arrived()).isEqualTo(2 * ALL);
    }

    @Test
    void sendsWhatThereIsWhenABatchEnds() throws Exception {
        add(3);
        assertThat(arrived()).isZero();
        handOver.send();
        handOver.send();
        assertThat(arrived()).isEqualTo(3);
    }

    @Test
    void aLoopThatIsGoneNeedsNothing() {
        to.eventLoop().shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        add(3 * ALL);
    }
}
