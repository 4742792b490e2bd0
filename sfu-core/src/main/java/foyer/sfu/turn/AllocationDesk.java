package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers Allocate and Refresh (RFC 8656 7 and 8). */
final class AllocationDesk {
    static final long DEFAULT_SECONDS = 600;
    static final long MAX_SECONDS = 3_600;

    /**
     * An expired user name makes no allocation; one that lives may go on for this long in all, so
     * that a call outlives the credentials it began with, but not for good.
     */
    static final long MAX_AGE_SECONDS = TimeUnit.DAYS.toSeconds(1);

    /** RFC 8656 18.6. */
    private static final int RESERVE_BIT = 0x80;

    private static final int TRANSACTION_ID_BYTES = 12;

    private final Allocations allocations;
    private final List<InetAddress> relayedAddresses;
    private final Answers answers;
    private final TurnCounts counts;

    AllocationDesk(
            Allocations allocations,
            List<InetAddress> relayedAddresses,
            Answers answers,
            TurnCounts counts) {
        this.allocations = allocations;
        this.relayedAddresses = relayedAddresses;
        this.answers = answers;
        this.counts = counts;
    }

    PacketBuffer allocate(TurnRequest request, long epochSeconds, long nowNanos, TurnOutput out) {
        Allocation existing = allocations.of(request.client(), nowNanos);
        if (existing != null) {
            return again(request, existing, nowNanos);
        }
        if (request.user().expiresAtSeconds() <= epochSeconds) {
            counts.refused(TurnRefusal.EXPIRED);
            return answers.error(request, TurnFormat.UNAUTHORIZED);
        }
        int unfit = unfit(request.message());
        if (unfit != 0) {
            counts.refused(TurnRefusal.UNSUPPORTED);
            return answers.error(request, unfit);
        }
        InetAddress relayed = relayedFor(request.message());
        if (relayed == null) {
            counts.refused(TurnRefusal.UNSUPPORTED);
            return answers.error(request, TurnFormat.ADDRESS_FAMILY_NOT_SUPPORTED);
        }
        // What is over but not swept yet counts no more.
        allocations.removeOf(request.client(), out);
        int hindrance = allocations.hindrance(request.user(), request.client());
        if (hindrance != 0) {
            counts.refused(TurnRefusal.QUOTA);
            return answers.error(request, hindrance);
        }
        return make(request, relayed, nowNanos);
    }

    private PacketBuffer make(TurnRequest request, InetAddress address, long nowNanos) {
        TurnMessage message = request.message();
        InetSocketAddress relayed =
                allocations.relayedAt(
                        address,
                        message.has(TurnFormat.EVEN_PORT)
                                ? RelayPorts.Parity.EVEN
                                : RelayPorts.Parity.ANY);
        if (relayed == null) {
            counts.refused(TurnRefusal.QUOTA);
            return answers.error(request, TurnFormat.INSUFFICIENT_CAPACITY);
        }
        Allocation made =
                allocations.add(
                        request.client(),
                        request.user(),
                        relayed,
                        transactionId(message),
                        nowNanos);
        return answers.allocated(request, made.relayed(), live(made, message, nowNanos));
    }

    /** RFC 8656 7.2: a request that was sent again is answered as before, another one is wrong. */
    private PacketBuffer again(TurnRequest request, Allocation existing, long nowNanos) {
        boolean repeated =
                Arrays.equals(existing.transactionId(), transactionId(request.message()))
                        && existing.user().name().equals(request.user().name());
        if (!repeated) {
            counts.refused(TurnRefusal.MISMATCH);
            return answers.error(request, TurnFormat.ALLOCATION_MISMATCH);
        }
        return answers.allocated(
                request, existing.relayed(), live(existing, request.message(), nowNanos));
    }

    /** The error code for what we do not do, 0 for what we do. */
    private static int unfit(TurnMessage message) {
        int transport = message.find(TurnFormat.REQUESTED_TRANSPORT);
        if (transport == TurnMessage.ABSENT || message.valueBytes(transport) != 4) {
            return TurnFormat.BAD_REQUEST;
        }
        if (message.packet().u8(transport) != TurnFormat.UDP) {
            return TurnFormat.UNSUPPORTED_TRANSPORT;
        }
        boolean reserves = message.has(TurnFormat.RESERVATION_TOKEN);
        int evenAt = message.find(TurnFormat.EVEN_PORT);
        boolean even = evenAt != TurnMessage.ABSENT;
        if (even && message.valueBytes(evenAt) != 1) {
            return TurnFormat.BAD_REQUEST;
        }
        if (reserves && (even || message.has(TurnFormat.REQUESTED_ADDRESS_FAMILY))) {
            return TurnFormat.BAD_REQUEST;
        }
        // RFC 8656 7.2: whoever cannot keep the next port for another allocation says so
        return reserves || (even && message.packet().u8(evenAt) >= RESERVE_BIT)
                ? TurnFormat.INSUFFICIENT_CAPACITY
                : 0;
    }

    private @Nullable InetAddress relayedFor(TurnMessage message) {
        int at = message.find(TurnFormat.REQUESTED_ADDRESS_FAMILY);
        if (at == TurnMessage.ABSENT) {
            // RFC 8656 7.2 means IPv4 then. Browsers do not ask, and can use what there is.
            InetAddress ipv4 = relayedFor(TurnFormat.IPV4);
            return ipv4 == null ? relayedAddresses.getFirst() : ipv4;
        }
        return message.valueBytes(at) == 4 ? relayedFor(message.packet().u8(at)) : null;
    }

    private @Nullable InetAddress relayedFor(int family) {
        for (InetAddress address : relayedAddresses) {
            if (family(address) == family) {
                return address;
            }
        }
        return null;
    }

    static int family(InetAddress address) {
        return address instanceof Inet6Address ? TurnFormat.IPV6 : TurnFormat.IPV4;
    }

    PacketBuffer refresh(
            TurnRequest request, Allocation allocation, long nowNanos, TurnOutput out) {
        TurnMessage message = request.message();
        int at = message.find(TurnFormat.REQUESTED_ADDRESS_FAMILY);
        boolean otherFamily =
                at != TurnMessage.ABSENT
                        && (message.valueBytes(at) != 4
                                || message.packet().u8(at)
                                        != family(allocation.relayed().getAddress()));
        if (otherFamily) {
            counts.refused(TurnRefusal.MISMATCH);
            return answers.error(request, TurnFormat.PEER_FAMILY_MISMATCH);
        }
        if (wantedSeconds(message) == 0) {
            allocations.remove(allocation, out);
            return answers.refreshed(request, 0);
        }
        return answers.refreshed(request, live(allocation, message, nowNanos));
    }

    /** Sets how long it lives from now on; in seconds. */
    private static long live(Allocation allocation, TurnMessage message, long nowNanos) {
        long left = MAX_AGE_SECONDS - TimeUnit.NANOSECONDS.toSeconds(allocation.ageNanos(nowNanos));
        long seconds = Math.clamp(wantedSeconds(message), DEFAULT_SECONDS, MAX_SECONDS);
        long granted = Math.max(0, Math.min(seconds, left));
        allocation.live(nowNanos + TimeUnit.SECONDS.toNanos(granted));
        return granted;
    }

    private static long wantedSeconds(TurnMessage message) {
        int at = message.find(TurnFormat.LIFETIME);
        boolean said = at != TurnMessage.ABSENT && message.valueBytes(at) == 4;
        return said ? message.packet().u32(at) : DEFAULT_SECONDS;
    }

    private static byte[] transactionId(TurnMessage message) {
        byte[] id = new byte[TRANSACTION_ID_BYTES];
        message.packet().getBytes(TurnFormat.HEADER_BYTES - id.length, id, 0, id.length);
        return id;
    }
}
