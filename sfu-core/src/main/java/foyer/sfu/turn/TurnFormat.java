package foyer.sfu.turn;

/** The numbers of STUN and TURN (RFC 8489 18, RFC 8656 17 and 18). */
final class TurnFormat {
    static final int HEADER_BYTES = 20;
    static final int ATTRIBUTE_HEADER_BYTES = 4;
    static final int TRANSACTION_AT = 4;
    static final int MAGIC_COOKIE = 0x2112_a442;
    static final long FINGERPRINT_XOR = 0x5354_554eL;

    static final int BINDING = 0x001;
    static final int ALLOCATE = 0x003;
    static final int REFRESH = 0x004;
    static final int SEND = 0x006;
    static final int DATA_METHOD = 0x007;
    static final int CREATE_PERMISSION = 0x008;
    static final int CHANNEL_BIND = 0x009;

    static final int REQUEST = 0x000;
    static final int INDICATION = 0x010;
    static final int SUCCESS = 0x100;
    static final int ERROR = 0x110;
    static final int CLASS_MASK = 0x110;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000a;
    static final int CHANNEL_NUMBER = 0x000c;
    static final int LIFETIME = 0x000d;
    static final int XOR_PEER_ADDRESS = 0x0012;
    static final int DATA = 0x0013;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int XOR_RELAYED_ADDRESS = 0x0016;
    static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    static final int EVEN_PORT = 0x0018;
    static final int REQUESTED_TRANSPORT = 0x0019;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001c;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int RESERVATION_TOKEN = 0x0022;
    static final int FINGERPRINT = 0x8028;

    /** RFC 8489 14: types below this must be understood by who receives them. */
    static final int COMPREHENSION_OPTIONAL = 0x8000;

    static final int IPV4 = 0x01;
    static final int IPV6 = 0x02;
    static final int UDP = 17;

    static final int CHANNEL_HEADER_BYTES = 4;
    static final int FIRST_CHANNEL = 0x4000;
    /**
     * RFC 5766 11, which clients still follow: RFC 8656 12 ends at 0x4fff, so that TURN can share a
     * socket with other protocols, which ours does not.
     */
    static final int LAST_CHANNEL = 0x7fff;

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int UNKNOWN_ATTRIBUTE = 420;
    static final int ALLOCATION_MISMATCH = 437;
    static final int STALE_NONCE = 438;
    static final int ADDRESS_FAMILY_NOT_SUPPORTED = 440;
    static final int WRONG_CREDENTIALS = 441;
    static final int UNSUPPORTED_TRANSPORT = 442;
    static final int PEER_FAMILY_MISMATCH = 443;
    static final int ALLOCATION_QUOTA_REACHED = 486;
    static final int INSUFFICIENT_CAPACITY = 508;

    private TurnFormat() {}

    /** Where what follows a value begins: values are padded to four bytes (RFC 8489 14). */
    static int padded(int valueBytes) {
        return (valueBytes + 3) & ~3;
    }
}
