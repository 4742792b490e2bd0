package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.net.InetSocketAddress;

/** Writes what clients are answered. Each answer is valid until the next. */
final class Answers {
    private final TurnWriter writer = new TurnWriter();
    private final Nonces nonces;
    private final byte[] realm;
    private long indications;

    Answers(Nonces nonces, String realm) {
        this.nonces = nonces;
        this.realm = Texts.bytes(realm);
    }

    /** An error that says how to sign (RFC 8489 9.2.4): 401 or 438. */
    PacketBuffer challenge(TurnMessage request, Path client, int code, long nowNanos) {
        return writer.answer(request, TurnFormat.ERROR)
                .error(code)
                .bytes(TurnFormat.REALM, realm)
                .bytes(TurnFormat.NONCE, nonces.make(client, nowNanos))
                .fingerprintAs(request)
                .done();
    }

    /** An error for who is not known. */
    PacketBuffer error(TurnMessage request, int code) {
        return writer.answer(request, TurnFormat.ERROR).error(code).fingerprintAs(request).done();
    }

    PacketBuffer error(TurnRequest request, int code) {
        writer.answer(request.message(), TurnFormat.ERROR).error(code);
        return signed(request);
    }

    PacketBuffer unknown(TurnRequest request, int... attributes) {
        writer.answer(request.message(), TurnFormat.ERROR)
                .error(TurnFormat.UNKNOWN_ATTRIBUTE)
                .u16s(TurnFormat.UNKNOWN_ATTRIBUTES, attributes);
        return signed(request);
    }

    PacketBuffer bound(TurnMessage request, Path client) {
        return writer.answer(request, TurnFormat.SUCCESS)
                .address(TurnFormat.XOR_MAPPED_ADDRESS, client.remote())
                .fingerprintAs(request)
                .done();
    }

    PacketBuffer allocated(TurnRequest request, InetSocketAddress relayed, long lifeSeconds) {
        writer.answer(request.message(), TurnFormat.SUCCESS)
                .address(TurnFormat.XOR_RELAYED_ADDRESS, relayed)
                .address(TurnFormat.XOR_MAPPED_ADDRESS, request.client().remote())
                .u32(TurnFormat.LIFETIME, lifeSeconds);
        return signed(request);
    }

    PacketBuffer refreshed(TurnRequest request, long lifeSeconds) {
        writer.answer(request.message(), TurnFormat.SUCCESS).u32(TurnFormat.LIFETIME, lifeSeconds);
        return signed(request);
    }

    PacketBuffer done(TurnRequest request) {
        writer.answer(request.message(), TurnFormat.SUCCESS);
        return signed(request);
    }

    PacketBuffer data(RelayPeer from, PacketBuffer data) {
        return writer.indication(TurnFormat.DATA_METHOD, ++indications)
                .address(TurnFormat.XOR_PEER_ADDRESS, from.address())
                .bytes(TurnFormat.DATA, data)
                .done();
    }

    PacketBuffer channelData(int channel, PacketBuffer data, Path client) {
        return writer.channelData(channel, data, client.protocol());
    }

    private PacketBuffer signed(TurnRequest request) {
        return writer.integrity(request.integrity(), request.key().bytes())
                .fingerprintAs(request.message())
                .done();
    }
}
