package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.wire.SrtpKeys;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * One DTLS 1.2 association that agrees on SRTP keys (RFC 5764), as one task on an executor: Bouncy
 * Castle's protocol blocks and computes for about a millisecond, so this is for virtual threads,
 * never for a loop. The task stays until the association closes, to answer a peer that missed our
 * last flight (RFC 6347 4.2.4) and to hear its close_notify. Retransmission and time-out run on the
 * real clock inside the library.
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

    private DtlsHandshake(DtlsPolicy policy, DtlsOutput output) {
        this.policy = policy;
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
        DtlsHandshake handshake = new DtlsHandshake(policy, output);
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
    }

    /** Ends the handshake, or the association with close_notify. Any thread, more than once. */
    public void close() {
        datagrams.stop();
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
        DTLSTransport transport;
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
        try {
            listen(transport);
        } finally {
            output.closed();
        }
    }

    private void listen(DTLSTransport transport) {
        byte[] ignored = new byte[APPLICATION_BYTES]; // no data channels: nothing is expected
        try {
            while (true) {
                transport.receive(ignored, 0, ignored.length, WAIT_FOREVER);
            }
        } catch (IOException | RuntimeException e) {
            output.cause(e);
            closeQuietly(transport);
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
