package foyer.sfu.engine.front;

import foyer.sfu.wire.PacketBuffer;

/** What the first bytes of a connection say it is. */
enum Opening {
    /** More bytes have to come. */
    UNFINISHED,
    /** A whole frame (RFC 4571) with a STUN message. */
    ICE_TCP,
    /** A STUN message without a frame around it (RFC 8656 3.1). */
    TURN,
    /** A ClientHello as WebRTC's TURN clients send it. */
    TURN_TLS,
    /** Any other TLS. */
    HTTPS,
    /** Nothing that anybody here speaks. */
    UNKNOWN;

    /** RFC 8489 5. */
    private static final int MAGIC_COOKIE = 0x2112_a442;

    private static final int STUN_HEADER_BYTES = 20;
    private static final int FRAME_LENGTH_BYTES = 2;
    private static final int COOKIE_AT = 4;

    /** The registered name of TURN (RFC 7443). */
    private static final String TURN_PROTOCOL = "stun.turn";

    private static final String TURN_LABEL = "turn.";

    /**
     * Reads the first {@code length} of these bytes; it does not throw, whatever they are.
     *
     * @param turnName as {@link FrontConfig#turnName}
     */
    static Opening read(byte[] bytes, int length, String turnName) {
        if (length == 0) {
            return UNFINISHED;
        }
        if (bytes[0] == ClientHello.HANDSHAKE_RECORD) {
            return tls(ClientHello.read(bytes, length), turnName);
        }
        // STUN begins with two zero bits (RFC 8489 5), and so does the length of a frame of it.
        return (bytes[0] & 0xc0) == 0 ? stun(bytes, length) : UNKNOWN;
    }

    private static Opening stun(byte[] bytes, int length) {
        if (length < COOKIE_AT + Integer.BYTES) {
            return UNFINISHED;
        }
        if (u32(bytes, COOKIE_AT) == MAGIC_COOKIE) {
            return TURN;
        }
        int packetBytes = u16(bytes, 0);
        if (packetBytes < STUN_HEADER_BYTES || packetBytes > PacketBuffer.CAPACITY) {
            return UNKNOWN;
        }
        if (length < FRAME_LENGTH_BYTES + COOKIE_AT + Integer.BYTES) {
            return UNFINISHED;
        }
        if (u32(bytes, FRAME_LENGTH_BYTES + COOKIE_AT) != MAGIC_COOKIE) {
            return UNKNOWN;
        }
        return length < FRAME_LENGTH_BYTES + packetBytes ? UNFINISHED : ICE_TCP;
    }

    private static Opening tls(HelloReading reading, String turnName) {
        return switch (reading) {
            case HelloReading.Unfinished _ -> UNFINISHED;
            // Its end of the connection says what is wrong.
            case HelloReading.Wrong _ -> HTTPS;
            case ClientHello hello -> isTurn(hello, turnName) ? TURN_TLS : HTTPS;
        };
    }

    private static boolean isTurn(ClientHello hello, String turnName) {
        String name = hello.serverName();
        if (hello.protocols().contains(TURN_PROTOCOL)
                || name.regionMatches(true, 0, TURN_LABEL, 0, TURN_LABEL.length())) {
            return true;
        }
        // Pages' clients say what they speak, all but old ones; for another name they may be old.
        return hello.protocols().isEmpty()
                && (turnName.isEmpty() || name.isEmpty() || name.equalsIgnoreCase(turnName));
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static int u32(byte[] bytes, int at) {
        return u16(bytes, at) << 16 | u16(bytes, at + 2);
    }
}
