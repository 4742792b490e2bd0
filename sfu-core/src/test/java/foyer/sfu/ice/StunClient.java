package foyer.sfu.ice;

import foyer.sfu.api.IceParameters;
import foyer.sfu.wire.PacketBuffer;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The controlling end of ICE for virtual peers: makes checks, reads answers. Keeps no time. */
public final class StunClient {
    /** A host candidate's priority (RFC 8445 5.1.2.1): type 126, local 65535, component 1. */
    public static final long HOST_PRIORITY = 0x7eff_ffffL;

    private final IceParameters server;
    private final String fragment;
    private final RandomGenerator random;
    private byte[] lastTransactionId = new byte[12];

    /**
     * @param server the server's credentials
     * @param fragment the peer's own user name fragment
     * @param random the source of transaction ids
     */
    public StunClient(IceParameters server, String fragment, RandomGenerator random) {
        this.server = server;
        this.fragment = fragment;
        this.random = random;
    }

    /** A check that does not nominate: a first check, or one that keeps a backup alive. */
    public byte[] bindingRequest() {
        return bindingRequest(HOST_PRIORITY);
    }

    public byte[] bindingRequest(long priority) {
        return seal(request(priority));
    }

    /** A check with USE-CANDIDATE. */
    public byte[] nominatingRequest() {
        return nominatingRequest(HOST_PRIORITY);
    }

    public byte[] nominatingRequest(long priority) {
        return seal(request(priority).attribute(StunBuilder.USE_CANDIDATE));
    }

    /** A keep-alive (RFC 8445 11). */
    public byte[] bindingIndication() {
        return new StunBuilder(0x0011, newTransactionId()).fingerprint().build();
    }

    /** True for a whole, signed success response to the last request. */
    public boolean isSuccessResponse(PacketBuffer packet) {
        return isAnswer(packet, 0x0101);
    }

    /** Where the server has seen the last request come from; null when this is no answer to it. */
    public @Nullable InetSocketAddress mappedAddress(PacketBuffer packet) {
        return isSuccessResponse(packet) ? new StunAnswer(packet).mappedAddress() : null;
    }

    /** The code of a signed error response to the last request, 0 when this is none. */
    public int errorCode(PacketBuffer packet) {
        return isAnswer(packet, 0x0111) ? new StunAnswer(packet).errorCode() : 0;
    }

    StunBuilder request(long priority) {
        return new StunBuilder(0x0001, newTransactionId())
                .attribute(StunBuilder.USERNAME, server.usernameFragment() + ":" + fragment)
                .attribute64(StunBuilder.ICE_CONTROLLING, 0x0123_4567_89ab_cdefL)
                .attribute32(StunBuilder.PRIORITY, priority);
    }

    byte[] seal(StunBuilder request) {
        return request.integrity(server.password()).fingerprint().build();
    }

    private boolean isAnswer(PacketBuffer packet, int type) {
        StunAnswer answer = new StunAnswer(packet);
        return answer.type() == type
                && Arrays.equals(answer.transactionId(), lastTransactionId)
                && answer.isSignedWith(server.password())
                && answer.hasRightFingerprint();
    }

    private byte[] newTransactionId() {
        byte[] id = new byte[12];
        random.nextBytes(id);
        lastTransactionId = id;
        return id;
    }
}
