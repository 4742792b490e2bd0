package foyer.sfu.engine;

import foyer.sfu.wire.Path;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The paths by which datagrams came to a socket, found by the address as the kernel gives it: a
 * {@code struct sockaddr_in} or {@code sockaddr_in6}. Nothing is made for a sender known already.
 */
final class Senders {
    /**
     * More than send at a time; those who have left, and strangers, are forgotten with the rest.
     */
    private static final int MOST = 4096;

    private static final int SLOTS = 2 * MOST;
    private static final int FIRST_SLOTS = 64;
    private static final short AF_INET6 = 10;

    private final int local;

    /** So that nobody can choose addresses that meet in one slot. */
    private final long seed = new SplittableRandom().nextLong();

    private int known;
    private @Nullable Path[] paths = new @Nullable Path[FIRST_SLOTS];
    private long[] firsts = new long[FIRST_SLOTS];
    private long[] seconds = new long[FIRST_SLOTS];
    private long[] thirds = new long[FIRST_SLOTS];

    /**
     * Nobody known yet.
     *
     * @param local the index of the socket's address
     */
    Senders(int local) {
        this.local = local;
    }

    /** The path of an address that begins there. */
    Path path(ByteBuffer names, int offset) {
        boolean isWide = names.getShort(offset) == AF_INET6;
        long first = isWide ? names.getLong(offset + 8) : 0;
        long second = isWide ? names.getLong(offset + 16) : names.getInt(offset + 4);
        // The port; with it the scope, which tells the same link-local address on two networks
        // apart.
        long third = names.getShort(offset + 2) & 0xffff;
        third |= isWide ? ((long) names.getInt(offset + 24) << 16) | (1L << 48) : 0;
        int slot = slot(first, second, third);
        Path path = paths[slot];
        return path != null ? path : add(names, offset, first, second, third);
    }

    /** Where a sender is, or would be. */
    private int slot(long first, long second, long third) {
        long mixed = mix(mix(mix(seed ^ first) ^ second) ^ third);
        int slot = (int) mixed & (paths.length - 1);
        while (paths[slot] != null
                && !(firsts[slot] == first && seconds[slot] == second && thirds[slot] == third)) {
            slot = (slot + 1) & (paths.length - 1);
        }
        return slot;
    }

    /** The finalizer of MurmurHash3, 64 bits (Appleby; variant 13 of Stafford). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private Path add(ByteBuffer names, int offset, long first, long second, long third) {
        if (known == MOST) {
            known = 0;
            resize(FIRST_SLOTS);
        } else if (known * 2 == paths.length) {
            grow();
        }
        Path path = new Path(local, address(names, offset));
        put(path, first, second, third);
        return path;
    }

    private void put(Path path, long first, long second, long third) {
        int slot = slot(first, second, third);
        paths[slot] = path;
        firsts[slot] = first;
        seconds[slot] = second;
        thirds[slot] = third;
        known++;
    }

    private void grow() {
        @Nullable Path[] oldPaths = paths;
        long[] oldFirsts = firsts;
        long[] oldSeconds = seconds;
        long[] oldThirds = thirds;
        known = 0;
        resize(Math.min(oldPaths.length * 2, SLOTS));
        for (int slot = 0; slot < oldPaths.length; slot++) {
            Path path = oldPaths[slot];
            if (path != null) {
                put(path, oldFirsts[slot], oldSeconds[slot], oldThirds[slot]);
            }
        }
    }

    private void resize(int slots) {
        paths = new @Nullable Path[slots];
        firsts = new long[slots];
        seconds = new long[slots];
        thirds = new long[slots];
    }

    private static InetSocketAddress address(ByteBuffer names, int offset) {
        boolean isWide = names.getShort(offset) == AF_INET6;
        byte[] ip = new byte[isWide ? 16 : 4];
        names.get(offset + (isWide ? 8 : 4), ip);
        // In the network's order.
        int port = ((names.get(offset + 2) & 0xff) << 8) | (names.get(offset + 3) & 0xff);
        try {
            InetAddress address = InetAddress.getByAddress(ip);
            if (address instanceof Inet6Address) {
                int scope = names.getInt(offset + 24);
                address = scope == 0 ? address : Inet6Address.getByAddress(null, ip, scope);
            }
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException wrongLength) {
            throw new AssertionError(wrongLength);
        }
    }
}
