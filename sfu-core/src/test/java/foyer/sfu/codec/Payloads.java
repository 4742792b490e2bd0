package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;
import java.util.HexFormat;

/** Payloads as hex, and what is read from them. */
final class Payloads {
    private Payloads() {}

    /** The bytes of hex digits, which may be set apart by blanks. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static PayloadFacts facts(CodecKind kind, String payload) {
        return facts(kind, payload, false);
    }

    static PayloadFacts marked(CodecKind kind, String payload) {
        return facts(kind, payload, true);
    }

    static PayloadFacts facts(CodecKind kind, byte[] payload) {
        PayloadFacts facts = new PayloadFacts();
        PayloadInspector.of(kind)
                .inspect(PacketBuffer.wrap(payload), 0, payload.length, false, facts);
        return facts;
    }

    private static PayloadFacts facts(CodecKind kind, String payload, boolean marker) {
        byte[] bytes = hex("ee" + payload);
        PayloadFacts facts = new PayloadFacts();
        PayloadInspector.of(kind)
                .inspect(PacketBuffer.wrap(bytes), 1, bytes.length - 1, marker, facts);
        return facts;
    }
}
