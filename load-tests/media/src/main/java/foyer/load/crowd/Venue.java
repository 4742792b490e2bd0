package foyer.load.crowd;

import foyer.load.measure.Tally;
import foyer.load.media.LoopTicker;
import foyer.load.media.Viewer.Verification;
import foyer.load.rtc.Workshop;
import foyer.load.scenario.Scenario;
import foyer.load.signaling.Connector;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What everybody shares: loops, threads, the server's address, the counters. Any thread. */
public final class Venue implements AutoCloseable {
    private static final int ADDRESS_BITS = 8;
    private static final int ADDRESS_MASK = 0xff;

    private final Settings settings;
    private final Tally tally = new Tally();
    private final Connector connector;
    private final MultiThreadIoEventLoopGroup loops;
    private final List<LoopTicker> tickers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Workshop workshop = new Workshop(Instant.now(), threads);
    private final AtomicInteger people = new AtomicInteger();

    /**
     * How to play, whatever is played.
     *
     * @param threads how many event loops
     * @param verifyEvery one viewer of so many decrypts everything, 1 for all
     * @param ownAddresses whether everybody claims an address of its own
     */
    public record Settings(URI server, int threads, int verifyEvery, boolean ownAddresses) {}

    public Venue(Settings settings) {
        this.settings = settings;
        connector = new Connector(settings.server());
        loops = new MultiThreadIoEventLoopGroup(settings.threads(), EpollIoHandler.newFactory());
        for (int i = 0; i < settings.threads(); i++) {
            tickers.add(new LoopTicker(loops.next(), tally));
        }
    }

    public Tally tally() {
        return tally;
    }

    public Workshop workshop() {
        return workshop;
    }

    public int threadCount() {
        return settings.threads();
    }

    ExecutorService threads() {
        return threads;
    }

    Connector connector() {
        return connector;
    }

    /** A new person's place: its number decides its loop, its address, and whether it verifies. */
    Place nextPlace() {
        int number = people.getAndIncrement();
        return new Place(
                number,
                tickers.get(number % tickers.size()),
                settings.ownAddresses() ? address(number + 1) : null,
                number % settings.verifyEvery() == 0 ? Verification.FULL : Verification.HEADERS);
    }

    /** In 10.0.0.0/8, as a proxy on the server's machine would tell it. */
    private static String address(int number) {
        return "10."
                + ((number >> (2 * ADDRESS_BITS)) & ADDRESS_MASK)
                + "."
                + ((number >> ADDRESS_BITS) & ADDRESS_MASK)
                + "."
                + (number & ADDRESS_MASK);
    }

    /** Where a person is handled. */
    record Place(
            int number, LoopTicker ticker, @Nullable String address, Verification verification) {}

    /** People for a scenario; nobody comes before they are told to. */
    public Crowd crowd(Scenario scenario) {
        return new Crowd(this, scenario);
    }

    @Override
    public void close() {
        // In this order: transports that close still say so by a thread.
        loops.shutdownGracefully().awaitUninterruptibly();
        threads.shutdownNow();
    }
}
