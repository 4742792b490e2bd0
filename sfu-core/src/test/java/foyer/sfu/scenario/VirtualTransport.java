package foyer.sfu.scenario;

import foyer.sfu.api.DtlsParameters;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.api.IceParameters;
import foyer.sfu.ice.StunClient;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.RtcpParser;
import foyer.sfu.rtcp.RtcpWriter;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A peer's end of one WebRTC transport: checks and consent, SRTP, RTP and RTCP told apart. */
final class VirtualTransport {
    /** Who gets what comes in. */
    interface Receiver {
        void connected();

        void rtp(RtpPacket packet);

        void rtcp(RtcpMessage message);
    }

    private static final long FIRST_CHECKS_NANOS = Duration.ofMillis(500).toNanos();
    private static final long MOVE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long CONSENT_NANOS = Duration.ofMillis(2500).toNanos();
    private static final long DEFAULT_RTT_NANOS = Duration.ofMillis(100).toNanos();

    private final String id;
    private final EventQueue events;
    private final VirtualServer server;
    private final Wire wire;
    private final SplittableRandom random;
    private final Receiver receiver;
    private final SrtpKeys keys;
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final RtpPacket view = new RtpPacket();
    private final RtcpWriter rtcpWriter = new RtcpWriter();
    private final PacketBuffer rtcpPacket = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private StunClient stun;
    private InetSocketAddress address;
    private @Nullable SrtpContext srtp;
    private boolean checked;
    private boolean consenting = true;
    private boolean closed;
    private long checkSentNanos;
    private long rttNanos = DEFAULT_RTT_NANOS;
    private long unprotectFailures;

    /** The way out of a peer: its addresses and its uplink. */
    interface Wire {
        /** A new address of the peer's, whose datagrams come to the transport. */
        InetSocketAddress bind(VirtualTransport transport);

        void send(byte[] datagram, InetSocketAddress from);
    }

    VirtualTransport(
            String id,
            EventQueue events,
            VirtualServer server,
            Wire wire,
            SplittableRandom random,
            Receiver receiver) {
        this.id = id;
        this.events = events;
        this.server = server;
        this.wire = wire;
        this.random = random;
        this.receiver = receiver;
        this.keys = keys(random);
        IceParameters credentials = credentials(random);
        stun = new StunClient(credentials, "peer", random);
        server.apply(new RouterCommand.CreateTransport(id, credentials));
        server.apply(
                new RouterCommand.ConnectTransport(
                        id, new DtlsParameters(DtlsRole.CLIENT, List.of())));
        address = wire.bind(this);
        check();
    }

    private static SrtpKeys keys(SplittableRandom random) {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        return new SrtpKeys(
                profile,
                /* localKey= */ bytes(random, profile.keyBytes()),
                /* localSalt= */ bytes(random, profile.saltBytes()),
                /* remoteKey= */ bytes(random, profile.keyBytes()),
                /* remoteSalt= */ bytes(random, profile.saltBytes()));
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static IceParameters credentials(SplittableRandom random) {
        return new IceParameters(
                "user" + Long.toHexString(random.nextLong()),
                "password" + Long.toHexString(random.nextLong()) + "0123456789",
                true);
    }

    String id() {
        return id;
    }

    boolean isConnected() {
        return srtp != null;
    }

    /** By the last check that was answered. */
    long rttNanos() {
        return rttNanos;
    }

    /** Packets whose authentication failed or whose index had come before. */
    long unprotectFailures() {
        return unprotectFailures;
    }

    private void check() {
        if (closed) {
            return;
        }
        if (consenting) {
            checkSentNanos = events.nowNanos();
            wire.send(stun.nominatingRequest(), address);
        }
        events.after(checked ? CONSENT_NANOS : FIRST_CHECKS_NANOS, this::check);
    }

    /** Stops or goes on to answer for the path. */
    void consent(boolean given) {
        consenting = given;
    }

    /** The peer's network gave it another address; checks go out from there. */
    void moveToAnotherAddress() {
        address = wire.bind(this);
        checkSentNanos = events.nowNanos();
        wire.send(stun.bindingRequest(), address);
        events.after(MOVE_NANOS, () -> wire.send(stun.nominatingRequest(), address));
    }

    /** Somebody on the way gives the same socket another address; nobody here knows. */
    void rebind() {
        address = wire.bind(this);
    }

    /** A consent check as they come all the time, now. */
    void checkNow() {
        checkSentNanos = events.nowNanos();
        wire.send(stun.nominatingRequest(), address);
    }

    void restartIce() {
        IceParameters fresh = credentials(random);
        server.apply(new RouterCommand.RestartIce(id, fresh));
        stun = new StunClient(fresh, "again", random);
        checkSentNanos = events.nowNanos();
        wire.send(stun.nominatingRequest(), address);
    }

    void close() {
        closed = true;
        server.apply(new RouterCommand.CloseTransport(id));
    }

    void receive(byte[] datagram, InetSocketAddress to) {
        if (closed || !to.equals(address) || datagram.length < 2) {
            return;
        }
        incoming.length(datagram.length);
        incoming.putBytes(0, datagram, 0, datagram.length);
        if (incoming.u8(0) < 4) {
            receiveAnswer();
        } else if (srtp != null) {
            receiveMedia(srtp);
        }
    }

    private void receiveAnswer() {
        if (!stun.isSuccessResponse(incoming)) {
            return;
        }
        rttNanos = events.nowNanos() - checkSentNanos;
        if (!checked) {
            checked = true;
            // In the place of the DTLS handshake: keys after two more round trips.
            events.after(
                    2 * rttNanos,
                    () -> {
                        srtp = Srtp.create(keys.mirrored());
                        server.handshakeDone(id, keys);
                        receiver.connected();
                    });
        }
    }

    private void receiveMedia(SrtpContext context) {
        int type = incoming.u8(1);
        boolean rtcp = type >= 192 && type < 224;
        SrtpResult result = rtcp ? context.unprotectRtcp(incoming) : context.unprotectRtp(incoming);
        if (result == SrtpResult.REPLAYED) {
            return;
        }
        if (result != SrtpResult.OK) {
            unprotectFailures++;
        } else if (rtcp) {
            if (!RtcpParser.parse(incoming, receiver::rtcp)) {
                throw new AssertionError("malformed RTCP from the router");
            }
        } else {
            if (!view.wrap(incoming)) {
                throw new AssertionError("malformed RTP from the router");
            }
            receiver.rtp(view);
        }
    }

    /** Protects a clear packet in place and sends it. */
    void sendRtp(PacketBuffer packet) {
        SrtpContext context = srtp;
        if (context != null && !closed && context.protectRtp(packet) == SrtpResult.OK) {
            wire.send(packet.copy(), address);
        }
    }

    /** Protects anything and sends it; what cannot be protected is nothing to send. */
    void sendAnything(PacketBuffer clear, boolean rtcp) {
        SrtpContext context = srtp;
        if (context != null && !closed) {
            SrtpResult result = rtcp ? context.protectRtcp(clear) : context.protectRtp(clear);
            if (result == SrtpResult.OK) {
                wire.send(clear.copy(), address);
            }
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Sends what was protected before. */
    void sendAgain(byte[] datagram) {
        if (!closed) {
            wire.send(datagram.clone(), address);
        }
    }

    void sendRtcp(List<? extends RtcpMessage> messages) {
        SrtpContext context = srtp;
        if (context == null || closed || messages.isEmpty()) {
            return;
        }
        rtcpWriter.start(rtcpPacket, 1200);
        for (RtcpMessage message : messages) {
            if (!rtcpWriter.append(message)) {
                transmitRtcp(context);
                rtcpWriter.start(rtcpPacket, 1200);
                rtcpWriter.append(message);
            }
        }
        transmitRtcp(context);
    }

    private void transmitRtcp(SrtpContext context) {
        if (context.protectRtcp(rtcpPacket) == SrtpResult.OK) {
            wire.send(rtcpPacket.copy(), address);
        }
    }
}
