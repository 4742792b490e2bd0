package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.wire.SrtpKeys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS 1.2 association that agrees on SRTP keys (RFC 5764), as tasks on an executor: Bouncy
 * Castle's protocol blocks and computes for about a millisecond, so this is for virtual threads,
 * never for a loop. One task lasts as long as the handshake; after it each datagram that comes gets
 * a short one, to answer a peer that missed our last flight (RFC 6347 4.2.4) and to hear its
 * close_notify. Retransmission and time-out run on the real clock inside the library.
 *
 * <p>There is no HelloVerifyRequest (RFC 6347 4.2.1): it would prove the peer's address, which ICE
 * has done before the first datagram gets here. What an authenticated path may still cost is
 * bounded: the queue, the size of a datagram, of a handshake message and the number of datagrams in
 * a handshake.
 */
public final class DtlsHandshake {
    static final int HANDSHAKE_TIMEOUT_MILLIS = 30_000;

    /**
     * The first retransmission; doubles each time. RFC 6347 4.2.4.1 proposes one second, which a
     * user would notice at every lost datagram; mediasoup v3 starts at 100 ms as well.
     */
    static final int FIRST_RESEND_MILLIS = 100;

    private static final int WAIT_FOREVER = 0;
    private static final int APPLICATION_BYTES = 2048;

    private final DatagramQueue datagrams;
    private final DtlsPolicy policy;
    private final DtlsOutput output;
    private final Executor executor;

    /** Of an association; the task's own. */
    private @Nullable DTLSTransport transport;

    private DtlsHandshake(DtlsPolicy policy, Executor executor, DtlsOutput output) {
        this.policy = policy;
        this.executor = executor;
        this.output = output;
        this.datagrams = new DatagramQueue(output);
    }

    /**
     * Begins a handshake.
     *
     * @param localRole {@link DtlsRole#CLIENT} speaks first, {@link DtlsRole#SERVER} waits
     * @param remoteFingerprints the certificates the peer may show: one match suffices, and only of
     *     SHA-256 or better
     */
    public static DtlsHandshake start(
            DtlsIdentity identity,
            DtlsRole localRole,
            List<DtlsFingerprint> remoteFingerprints,
            Executor executor,
            DtlsOutput output) {
        RemoteFingerprints fingerprints = new RemoteFingerprints(remoteFingerprints);
        DtlsPolicy policy = new DtlsPolicy(identity, fingerprints, HANDSHAKE_TIMEOUT_MILLIS);
        return start(policy, localRole, executor, output);
    }

    static DtlsHandshake start(
            DtlsPolicy policy, DtlsRole localRole, Executor executor, DtlsOutput output) {
        DtlsHandshake handshake = new DtlsHandshake(policy, executor, output);
        Runnable task =
                switch (localRole) {
                    case CLIENT -> () -> handshake.run(handshake::connect);
                    case SERVER -> () -> handshake.run(handshake::accept);
                    case AUTO -> throw new IllegalArgumentException("localRole: auto");
                };
        executor.execute(task);
        return handshake;
    }

    /** Takes a datagram over; never blocks, drops what is too large or too much. Any thread. */
    public void receive(byte[] datagram) {
        datagrams.offer(datagram);
        wake();
    }

    /** Ends the handshake, or the association with close_notify. Any thread, more than once. */
    public void close() {
        datagrams.stop();
        wake();
    }

    /** What has come is read, by whoever reads already or by a new task. */
    private void wake() {
        if (datagrams.wantReader()) {
            executor.execute(this::hear);
        }
    }

    /** How many datagrams wait to be read. */
    int backlog() {
        return datagrams.backlog();
    }

    private interface Protocol {
        DTLSTransport handshake() throws IOException;
    }

    private DTLSTransport accept() throws IOException {
        return new DTLSServerProtocol().accept(new ServerPeer(policy), datagrams);
    }

    private DTLSTransport connect() throws IOException {
        return new DTLSClientProtocol().connect(new ClientPeer(policy), datagrams);
    }

    private void run(Protocol protocol) {
        SrtpKeys keys;
        try {
            transport = protocol.handshake();
            keys = policy.keys();
        } catch (IOException | RuntimeException e) {
            DtlsFailure failure = failureOf(e);
            output.cause(e);
            output.failed(failure);
            return;
        }
        datagrams.established();
        output.connected(keys);
        hear();
    }

    /** Lets the library read what has come; none does any more once the association is over. */
    private void hear() {
        DTLSTransport association = transport;
        if (association == null) {
            return;
        }
        byte[] ignored = new byte[APPLICATION_BYTES]; // no data channels: nothing is expected
        do {
            try {
                while (true) {
                    association.receive(ignored, 0, ignored.length, WAIT_FOREVER);
                }
            } catch (IOException | RuntimeException e) {
                if (datagrams.isOver() || !(e instanceof InterruptedIOException)) {
                    end(association, e);
                    return;
                }
            }
        } while (datagrams.keepReader());
    }

    private void end(DTLSTransport association, Exception cause) {
        try {
            output.cause(cause);
            closeQuietly(association);
        } finally {
            output.closed();
        }
    }

    /** Sends close_notify unless the peer or an alert was first. */
    private static void closeQuietly(DTLSTransport transport) {
        try {
            transport.close();
        } catch (IOException | RuntimeException _) {
            // It is over in any case.
        }
    }

    private DtlsFailure failureOf(Exception e) {
        if (policy.failure() != null) {
            return policy.failure();
        }
        if (datagrams.isStopped()) {
            return DtlsFailure.CLOSED;
        }
        return e instanceof TlsTimeoutException ? DtlsFailure.TIMEOUT : DtlsFailure.PROTOCOL;
    }
}
