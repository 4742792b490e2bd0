package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import foyer.sfu.router.PipedAs;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Packets between two loops; the router at the other end knows no such pipe, and counts them. */
class PipeWayTest {
    private static final int BYTES = 1100;

    /** As many as fit into the memory of a batch. */
    private static final int IN_A_BATCH = 29;

    private static final int ALL = PipeWay.BATCHES * IN_A_BATCH;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(2, NetworkIo.best().handlers());
    private final EngineClock clock = new EngineClock();
    private final Loop to =
            new Loop(1, group.next(), clock, UdpSending.CHANNEL, TcpPatience.DEFAULT);
    private final LoopRouter router = EmptyRouter.on(to, "room");
    private final PipeWay way = new PipeWay(to);
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY).length(BYTES);

    PipeWayTest() {
        packet.putU8(0, 0x80);
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private boolean add() {
        return way.add(router, 7, 0, 1, PipedAs.FOLLOWING, packet);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(add()).as("packet %s", i).isTrue();
        }
    }

    private long arrived() throws Exception {
        return to.eventLoop().submit(() -> router.router().drops().of(DropReason.CLOSED)).get();
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
        assertThat(add()).isFalse();
        way.send();
        assertThat(add()).isFalse();
        busy.countDown();
        blocked.get();
        assertThat(arrived()).isEqualTo(ALL);
        add(ALL);
        way.send();
        assertThat(arrived()).isEqualTo(2 * ALL);
    }

    @Test
    void whatIsNotReadYetIsAddedTo() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        var blocked =
                to.eventLoop()
                        .submit(() -> {
                            busy.await();
                            return null;
                        });
        for (int i = 0; i < ALL - IN_A_BATCH; i++) {
            assertThat(add()).as("packet %s", i).isTrue();
            way.send();
        }
        busy.countDown();
        blocked.get();
        assertThat(arrived()).isEqualTo(ALL - IN_A_BATCH);
    }

    @Test
    void whatCrossesWhileTheOtherLoopReadsIsNotLost() throws Exception {
        int sent = 0;
        for (int i = 0; i < 200_000; i++) {
            sent += add() ? 1 : 0;
            if (i % 3 == 0) {
                way.send();
            }
        }
        way.send();
        assertThat(arrived()).isEqualTo(sent);
    }

    @Test
    void whatIsSaidComesBehindThePacketsBefore() throws Exception {
        PipeWays ways = new PipeWays();
        assertThat(ways.add(router, 7, 0, 1, PipedAs.FOLLOWING, packet)).isTrue();
        long[] before = new long[1];
        ways.tell(to, () -> before[0] = router.router().drops().of(DropReason.CLOSED));
        assertThat(arrived()).isEqualTo(1);
        assertThat(before[0]).isEqualTo(1);
    }

    @Test
    void whatComesLaterDoesNotOvertakeWhatWasSaid() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        var blocked =
                to.eventLoop()
                        .submit(() -> {
                            busy.await();
                            return null;
                        });
        PipeWays ways = new PipeWays();
        long[] before = new long[1];
        assertThat(ways.add(router, 7, 0, 1, PipedAs.FOLLOWING, packet)).isTrue();
        ways.tell(to, () -> before[0] = router.router().drops().of(DropReason.CLOSED));
        assertThat(ways.add(router, 7, 0, 2, PipedAs.FOLLOWING, packet)).isTrue();
        ways.send();
        busy.countDown();
        blocked.get();
        assertThat(arrived()).isEqualTo(2);
        assertThat(before[0]).isEqualTo(1);
    }

    @Test
    void crossingAllocatesNothingForAPacket() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long here = 0;
        long there = 0;
        int rounds = 400;
        int lost = 0;
        Semaphore read = new Semaphore(0);
        for (int round = 0; round < 2 * rounds; round++) {
            if (round == rounds) {
                here = threads.getCurrentThreadAllocatedBytes();
                there = to.eventLoop().submit(threads::getCurrentThreadAllocatedBytes).get();
            }
            for (int i = 0; i < 5 * IN_A_BATCH; i++) {
                lost += add() ? 0 : 1;
            }
            way.send();
            to.eventLoop().execute(read::release);
            read.acquire();
        }
        long packets = rounds * 5L * IN_A_BATCH;
        there = to.eventLoop().submit(threads::getCurrentThreadAllocatedBytes).get() - there;
        here = threads.getCurrentThreadAllocatedBytes() - here;
        assertThat(lost).isZero();
        // Some bytes for each batch: the loop's queue of messages.
        assertThat(here).as("bytes of the sender").isLessThan(packets * 8);
        assertThat(there).as("bytes of the receiver").isLessThan(packets * 8);
    }
}
