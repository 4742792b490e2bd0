package foyer.load.rtc;

import foyer.sfu.dtls.DtlsIdentity;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What all transports share: a certificate, since making one costs more than a handshake; threads
 * for handshakes; the list of open ports, for the kernel's counts of what it dropped. Any thread.
 */
public final class Workshop {
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity;
    private final Executor handshakes;
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    /**
     * Makes one.
     *
     * @param now for the certificate
     * @param handshakes takes tasks that block as long as a transport lives
     */
    public Workshop(Instant now, Executor handshakes) {
        this.handshakes = handshakes;
        identity = DtlsIdentity.generate(random, now);
    }

    public DtlsIdentity identity() {
        return identity;
    }

    /** The local UDP ports in use. */
    public Set<Integer> ports() {
        return Set.copyOf(ports);
    }

    Executor handshakes() {
        return handshakes;
    }

    RandomGenerator random() {
        return random;
    }

    String localFragment() {
        return Long.toHexString(random.nextLong() | 1L << 63);
    }

    void opened(Channel channel) {
        ports.add(port(channel));
    }

    void closing(Channel channel) {
        ports.remove(port(channel));
    }

    private static int port(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local ? local.getPort() : 0;
    }
}
