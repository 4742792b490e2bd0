package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.TransportProtocol;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client's half of the conversation for tests: makes requests, reads answers. Keeps no time. */
public final class TurnTalk {
    private final TurnCredentials credentials;
    private final Random random;
    private byte[] nonce = {};
    private String realm = "";
    private Integrity integrity = Integrity.SHA1;

    public TurnTalk(TurnCredentials credentials, long seed) {
        this.credentials = credentials;
        this.random = new Random(seed);
    }

    TurnTalk with(Integrity kind) {
        integrity = kind;
        return this;
    }

    /** What an answer says. */
    public record Reply(
            int method,
            int code,
            @Nullable InetSocketAddress relayed,
            @Nullable InetSocketAddress mapped,
            long lifeSeconds) {}

    /** Adds attributes of a request. */
    interface Body {
        void write(TurnWriter writer);
    }

    private TurnWriter begin(int method) {
        PacketBuffer head = PacketBuffer.wrap(new byte[20]);
        head.putU16(0, method);
        head.putI32(4, TurnFormat.MAGIC_COOKIE);
        head.putI32(8, random.nextInt());
        head.putI64(12, random.nextLong());
        TurnMessage request = TurnMessage.parse(head);
        if (request == null) {
            throw new AssertionError("method: " + method);
        }
        return new TurnWriter().answer(request, TurnFormat.REQUEST);
    }

    /** A request without a signature. */
    byte[] plain(int method, Body body) {
        TurnWriter writer = begin(method);
        body.write(writer);
        return writer.done().copy();
    }

    /** A request signed with what was learned from the last challenge. */
    byte[] signed(int method, Body body) {
        TurnWriter writer = begin(method);
        body.write(writer);
        writer.bytes(TurnFormat.USERNAME, Texts.bytes(credentials.username()))
                .bytes(TurnFormat.REALM, Texts.bytes(realm))
                .bytes(TurnFormat.NONCE, nonce);
        return writer.integrity(integrity, key()).done().copy();
    }

    private byte[] key() {
        return Integrity.longTermKey(credentials.username(), realm, credentials.credential());
    }

    public byte[] firstAllocate() {
        return plain(
                TurnFormat.ALLOCATE, body -> body.u32(TurnFormat.REQUESTED_TRANSPORT, 17L << 24));
    }

    public byte[] allocate() {
        return signed(
                TurnFormat.ALLOCATE, body -> body.u32(TurnFormat.REQUESTED_TRANSPORT, 17L << 24));
    }

    public byte[] refresh(long seconds) {
        return signed(TurnFormat.REFRESH, body -> body.u32(TurnFormat.LIFETIME, seconds));
    }

    public byte[] permit(InetSocketAddress... peers) {
        return signed(
                TurnFormat.CREATE_PERMISSION,
                body -> {
                    for (InetSocketAddress peer : peers) {
                        body.address(TurnFormat.XOR_PEER_ADDRESS, peer);
                    }
                });
    }

    public byte[] bind(int channel, InetSocketAddress peer) {
        return signed(
                TurnFormat.CHANNEL_BIND,
                body ->
                        body.u32(TurnFormat.CHANNEL_NUMBER, (long) channel << 16)
                                .address(TurnFormat.XOR_PEER_ADDRESS, peer));
    }

    public byte[] send(InetSocketAddress peer, byte[] data) {
        return new TurnWriter()
                .indication(TurnFormat.SEND, random.nextLong())
                .address(TurnFormat.XOR_PEER_ADDRESS, peer)
                .bytes(TurnFormat.DATA, data)
                .done()
                .copy();
    }

    /** Padded, as streams want it and datagrams allow it. */
    public byte[] channelData(int channel, byte[] data) {
        return new TurnWriter()
                .channelData(channel, PacketBuffer.wrap(data), TransportProtocol.TCP)
                .copy();
    }

    /** Reads an answer and learns from it how to sign; a success has to be signed by the key. */
    public Reply read(byte[] answer) {
        TurnMessage message = parse(answer);
        byte[] newNonce = message.bytes(TurnFormat.NONCE, 128);
        byte[] newRealm = message.bytes(TurnFormat.REALM, 128);
        if (newNonce != null && newRealm != null) {
            nonce = newNonce;
            realm = Texts.text(newRealm);
        }
        Integrity kind = message.integrity();
        boolean signed = kind != null && kind.holds(message, key());
        boolean success = message.messageClass() == TurnFormat.SUCCESS;
        if (success && message.method() != TurnFormat.BINDING && !signed) {
            throw new AssertionError("not signed: " + message.method());
        }
        int code = message.find(TurnFormat.ERROR_CODE);
        return new Reply(
                message.method(),
                code < 0 ? 0 : 100 * answer[code + 2] + answer[code + 3],
                address(message, TurnFormat.XOR_RELAYED_ADDRESS),
                address(message, TurnFormat.XOR_MAPPED_ADDRESS),
                u32(message, TurnFormat.LIFETIME));
    }

    private static TurnMessage parse(byte[] packet) {
        TurnMessage message = TurnMessage.parse(PacketBuffer.wrap(packet));
        if (message == null || !Integrity.fingerprintHolds(message)) {
            throw new AssertionError("no message: " + packet.length + " bytes");
        }
        return message;
    }

    private static @Nullable InetSocketAddress address(TurnMessage message, int type) {
        int at = message.find(type);
        return at < 0 ? null : message.address(at);
    }

    private static long u32(TurnMessage message, int type) {
        int at = message.find(type);
        return at < 0 ? -1 : message.packet().u32(at);
    }

    /** What is in a Data indication or in ChannelData; empty for another message. */
    public static byte[] dataIn(byte[] packet) {
        if (packet[0] >>> 6 == 1) {
            int length = (packet[2] & 0xff) << 8 | (packet[3] & 0xff);
            return Arrays.copyOfRange(packet, 4, 4 + length);
        }
        TurnMessage message = parse(packet);
        byte[] data = message.bytes(TurnFormat.DATA, 2_000);
        return data == null ? new byte[0] : data;
    }

    /** Whom a Data indication is from. */
    static @Nullable InetSocketAddress peerIn(byte[] packet) {
        return address(parse(packet), TurnFormat.XOR_PEER_ADDRESS);
    }
}
