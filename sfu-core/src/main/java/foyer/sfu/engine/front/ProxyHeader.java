package foyer.sfu.engine.front;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Tells a proxy for whom a connection is: the PROXY protocol's version 2, section 2.2. */
final class ProxyHeader {
    private static final byte[] SIGNATURE = {
        0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
    };

    private static final byte VERSION_2_PROXY = 0x21;
    private static final byte TCP_IPV4 = 0x11;
    private static final byte TCP_IPV6 = 0x21;
    private static final byte UNKNOWN = 0;

    private static final int IPV4_BYTES = 4;
    private static final int HEADER_BYTES = 16;
    private static final int PORTS_BYTES = 4;

    private ProxyHeader() {}

    /** The bytes before those of the client, which came from one address to the other. */
    static byte[] of(InetSocketAddress client, InetSocketAddress local) {
        byte[] from = bytes(client.getAddress());
        byte[] to = bytes(local.getAddress());
        boolean alike = from.length == to.length;
        int length = alike ? 2 * from.length + PORTS_BYTES : 0;
        ByteBuffer header =
                ByteBuffer.allocate(HEADER_BYTES + length)
                        .put(SIGNATURE)
                        .put(VERSION_2_PROXY)
                        .put(alike ? family(from) : UNKNOWN)
                        .putShort((short) length);
        if (alike) {
            header.put(from)
                    .put(to)
                    .putShort((short) client.getPort())
                    .putShort((short) local.getPort());
        }
        return header.array();
    }

    private static byte[] bytes(InetAddress address) {
        return address.getAddress();
    }

    private static byte family(byte[] address) {
        return address.length == IPV4_BYTES ? TCP_IPV4 : TCP_IPV6;
    }
}
