package foyer.sfu.engine.front;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a TLS client says first (RFC 8446 4.1.2), as far as it tells where it wants to go.
 *
 * @param serverName of RFC 6066 3; empty for none
 * @param protocols that it offers (ALPN, RFC 7301 3.1); empty for no such extension
 */
record ClientHello(String serverName, List<String> protocols) implements HelloReading {
    /** RFC 8446 5.1. */
    static final byte HANDSHAKE_RECORD = 22;

    private static final int RECORD_HEADER_BYTES = 5;
    private static final int MESSAGE_HEADER_BYTES = 4;
    private static final int CLIENT_HELLO = 1;
    private static final int VERSION_AND_RANDOM_BYTES = 2 + 32;

    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int PROTOCOLS = 16;

    private static final HelloReading UNFINISHED = new HelloReading.Unfinished();
    private static final HelloReading WRONG = new HelloReading.Wrong();

    ClientHello {
        protocols = List.copyOf(protocols);
    }

    /** Reads the first {@code length} of these bytes; it does not throw, whatever they are. */
    static HelloReading read(byte[] bytes, int length) {
        // A message may be cut into several records (RFC 8446 5.1), and they into segments.
        byte[] message = new byte[length];
        int messageBytes = 0;
        int at = 0;
        while (length - at >= RECORD_HEADER_BYTES) {
            int contentBytes = u16(bytes, at + 3);
            if (bytes[at] != HANDSHAKE_RECORD || contentBytes == 0) {
                return WRONG;
            }
            at += RECORD_HEADER_BYTES;
            int there = Math.min(contentBytes, length - at);
            System.arraycopy(bytes, at, message, messageBytes, there);
            messageBytes += there;
            at += there;
            if (messageBytes > 0 && message[0] != CLIENT_HELLO) {
                return WRONG;
            }
            if (messageBytes >= MESSAGE_HEADER_BYTES) {
                int bodyBytes = (message[1] & 0xff) << 16 | u16(message, 2);
                if (messageBytes >= MESSAGE_HEADER_BYTES + bodyBytes) {
                    return body(new Fields(message, MESSAGE_HEADER_BYTES, bodyBytes));
                }
            }
            if (there < contentBytes) {
                return UNFINISHED;
            }
        }
        return at < length && bytes[at] != HANDSHAKE_RECORD ? WRONG : UNFINISHED;
    }

    private static HelloReading body(Fields body) {
        body.skip(VERSION_AND_RANDOM_BYTES);
        body.skip(body.u8()); // the session
        body.skip(body.u16()); // cipher suites
        body.skip(body.u8()); // ways to compress
        String serverName = "";
        List<String> offered = List.of();
        Fields extensions = body.hasMore() ? body.part(body.u16()) : body;
        while (extensions.hasMore()) {
            int type = extensions.u16();
            Fields extension = extensions.part(extensions.u16());
            if (type == SERVER_NAME) {
                serverName = serverName(extension);
            } else if (type == PROTOCOLS) {
                offered = protocols(extension);
            }
            if (extension.isBroken()) {
                return WRONG;
            }
        }
        return body.isBroken() || extensions.isBroken()
                ? WRONG
                : new ClientHello(serverName, offered);
    }

    private static String serverName(Fields extension) {
        Fields names = extension.part(extension.u16());
        String name = "";
        while (names.hasMore()) {
            int type = names.u8();
            String text = names.text(names.u16());
            if (type == HOST_NAME && name.isEmpty()) {
                name = text;
            }
        }
        extension.breakIf(names);
        return name;
    }

    private static List<String> protocols(Fields extension) {
        Fields names = extension.part(extension.u16());
        List<String> protocols = new ArrayList<>();
        while (names.hasMore()) {
            protocols.add(names.text(names.u8()));
        }
        extension.breakIf(names);
        return protocols;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /** Reads one field after the other; beyond the end all are 0 or empty, and it is broken. */
    private static final class Fields {
        private final byte[] bytes;
        private final int end;
        private int at;
        private boolean broken;

        Fields(byte[] bytes, int at, int length) {
            this.bytes = bytes;
            this.at = at;
            this.end = at + length;
        }

        boolean hasMore() {
            return !broken && at < end;
        }

        boolean isBroken() {
            return broken;
        }

        void breakIf(Fields part) {
            broken |= part.broken;
        }

        int u8() {
            int start = take(1);
            return start < 0 ? 0 : bytes[start] & 0xff;
        }

        int u16() {
            int start = take(2);
            return start < 0 ? 0 : ClientHello.u16(bytes, start);
        }

        void skip(int length) {
            take(length);
        }

        Fields part(int length) {
            int start = take(length);
            return start < 0 ? new Fields(bytes, end, 0) : new Fields(bytes, start, length);
        }

        String text(int length) {
            int start = take(length);
            return start < 0 ? "" : new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }

        private int take(int length) {
            if (broken || length > end - at) {
                broken = true;
                return -1;
            }
            int start = at;
            at += length;
            return start;
        }
    }
}
