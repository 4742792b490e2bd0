package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.wire.SrtpKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS 1.2 association (RFC 6347, 5764): a handshake that gives SRTP keys, then a wait for the
 * peer to end it. The library blocks and reads the real clock, so it has a task of its own on the
 * given executor; datagrams come and go through queues. No cookie is asked for: ICE has proved the
 * peer's address before.
 */
public final class DtlsHandshake {
    static final int TIMEOUT_MILLIS = 30_000;
    static final int RESEND_MILLIS = 400;
    private static final int WAIT_MILLIS = 60_000;

    private final DtlsIdentity identity;
    private final DtlsRole localRole;
    private final SrtpAgreement agreement;
    private final DtlsOutput output;
    private final QueueTransport transport;
    private volatile boolean closing;

    private DtlsHandshake(
            DtlsIdentity identity,
            DtlsRole localRole,
            List<DtlsFingerprint> remoteFingerprints,
            DtlsOutput output) {
        this.identity = identity;
        this.localRole = localRole;
        this.agreement = new SrtpAgreement(remoteFingerprints);
        this.output = output;
        this.transport = new QueueTransport(output);
    }

    /**
     * Starts a handshake on one task of the executor, which stays until the association ends.
     *
     * @param localRole {@code CLIENT} or {@code SERVER}
     * @param remoteFingerprints the certificates that the peer may show
     */
    public static DtlsHandshake start(
            DtlsIdentity identity,
            DtlsRole localRole,
            List<DtlsFingerprint> remoteFingerprints,
            Executor executor,
            DtlsOutput output) {
        if (localRole == DtlsRole.AUTO) {
            throw new IllegalArgumentException("localRole: " + localRole);
        }
        DtlsHandshake handshake =
                new DtlsHandshake(identity, localRole, remoteFingerprints, output);
        executor.execute(handshake::run);
        return handshake;
    }

    /** Takes a datagram of the peer; never blocks. Ownership of the array passes. */
    public void receive(byte[] datagram) {
        transport.offer(datagram);
    }

    /** Ends the association; never blocks. */
    public void close() {
        closing = true;
        transport.end();
    }

    private void run() {
        BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
        DTLSTransport association;
        SrtpKeys keys;
        try {
            if (localRole == DtlsRole.SERVER) {
                ServerRole role = new ServerRole(crypto, identity, agreement);
                association = new DTLSServerProtocol().accept(role, transport);
                keys = role.keys();
            } else {
                ClientRole role = new ClientRole(crypto, identity, agreement);
                association = new DTLSClientProtocol().connect(role, transport);
                keys = role.keys();
            }
        } catch (IOException | RuntimeException e) {
            output.failed(reason(e));
            return;
        }
        if (keys == null) {
            output.failed(DtlsFailure.PROTOCOL);
            return;
        }
        output.connected(keys);
        stay(association);
        output.closed();
    }

    private DtlsFailure reason(Exception e) {
        DtlsFailure known = agreement.failure();
        if (known != null) {
            return known;
        }
        if (closing) {
            return DtlsFailure.CLOSED;
        }
        return isTimeout(e) ? DtlsFailure.TIMEOUT : DtlsFailure.PROTOCOL;
    }

    private static boolean isTimeout(@Nullable Throwable e) {
        return e != null && (e instanceof TlsTimeoutException || isTimeout(e.getCause()));
    }

    /** Answers retransmitted flights and waits for the end; application data is not expected. */
    private void stay(DTLSTransport association) {
        byte[] ignored = new byte[QueueTransport.RECEIVE_BYTES];
        try {
            while (!transport.isClosed()) {
                var _ = association.receive(ignored, 0, ignored.length, WAIT_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            // The end of an association is an alert of the peer's or our own closing: both fine.
            closeQuietly(association);
            return;
        }
        closeQuietly(association);
    }

    private static void closeQuietly(DTLSTransport association) {
        try {
            association.close();
        } catch (IOException e) {
            // close_notify is a courtesy; nobody may be there to hear it.
            return;
        }
    }
}
