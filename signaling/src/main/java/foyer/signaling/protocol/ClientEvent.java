package foyer.signaling.protocol;

import static foyer.signaling.protocol.ErrorWord.INVALID;
import static foyer.signaling.protocol.ErrorWord.INVALID_ROOM_ID;
import static foyer.signaling.protocol.ErrorWord.NOT_FOUND;
import static foyer.signaling.protocol.ErrorWord.NOT_HOST;
import static foyer.signaling.protocol.ErrorWord.NOT_PENDING;
import static foyer.signaling.protocol.ErrorWord.NOT_READY;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every event a client may send: its name, its token bucket, and the words that refuse it. */
public enum ClientEvent {
    PROBE_NETWORK("probe-network", new Rate(3, 0.2), INVALID, NOT_READY),
    JOIN_ROOM("join-room", new Rate(3, 0.2), INVALID_ROOM_ID, NOT_READY),
    LEAVE_ROOM("leave-room", Rate.OTHER, INVALID, NOT_READY),
    CREATE_SEND_TRANSPORT("create-send-transport", new Rate(8, 2), NOT_READY, NOT_READY),
    CREATE_RECEIVE_TRANSPORT("create-receive-transport", new Rate(30, 15), NOT_READY, NOT_READY),
    CONNECT_TRANSPORT("connect-transport", Rate.OTHER, INVALID, NOT_FOUND),
    CONNECT_RECEIVE_TRANSPORT("connect-receive-transport", Rate.OTHER, INVALID, NOT_FOUND),
    PRODUCE("produce", new Rate(8, 4), NOT_READY, NOT_READY),
    CONSUME("consume", new Rate(20, 10), NOT_READY, NOT_READY),
    GET_PRODUCERS("get-producers", new Rate(20, 10), NOT_READY, NOT_READY),
    RESTART_ICE("restart-ice", new Rate(10, 1), NOT_FOUND, NOT_FOUND),
    CLOSE_PRODUCER("close-producer", Rate.OTHER, INVALID, NOT_READY),
    PAUSE_CONSUMER("pause-consumer", new Rate(60, 30), INVALID, NOT_READY),
    RESUME_CONSUMER("resume-consumer", new Rate(60, 30), INVALID, NOT_READY),
    SET_PREFERRED_LAYERS("set-preferred-layers", new Rate(60, 30), INVALID, NOT_READY),
    REQUEST_KEYFRAME("request-keyframe", new Rate(30, 15), INVALID, NOT_READY),
    MUTE_STATE("mute-state", new Rate(10, 3), INVALID, NOT_READY),
    HAND_STATE("hand-state", new Rate(10, 3), INVALID, NOT_READY),
    SEND_CHAT_MESSAGE("send-chat-message", new Rate(10, 5), INVALID, NOT_READY),
    GET_CHAT_HISTORY("get-chat-history", Rate.OTHER, INVALID, NOT_READY),
    SEND_PRIVATE_MESSAGE("send-private-message", new Rate(10, 5), INVALID, NOT_FOUND),
    TYPING("typing", new Rate(10, 3), INVALID, NOT_READY),
    REACTION("reaction", new Rate(10, 3), INVALID, NOT_READY),
    APPROVE_JOIN("approve-join", Rate.OTHER, NOT_PENDING, NOT_HOST),
    DENY_JOIN("deny-join", Rate.OTHER, NOT_PENDING, NOT_HOST),
    ADMIT_ALL("admit-all", Rate.OTHER, NOT_HOST, NOT_HOST),
    GET_PENDING("get-pending", new Rate(20, 10), NOT_HOST, NOT_HOST),
    CREATE_INVITE("create-invite", new Rate(10, 1), NOT_HOST, NOT_HOST),
    GET_INVITES("get-invites", Rate.OTHER, NOT_HOST, NOT_HOST),
    REVOKE_INVITE("revoke-invite", new Rate(20, 5), NOT_FOUND, NOT_HOST),
    SET_HOST("set-host", Rate.OTHER, INVALID, NOT_HOST),
    REMOVE_PARTICIPANT("remove-participant", Rate.OTHER, INVALID, NOT_HOST),
    MUTE_PARTICIPANT("mute-participant", Rate.OTHER, INVALID, NOT_HOST),
    ASK_TO_UNMUTE("ask-to-unmute", Rate.OTHER, INVALID, NOT_HOST),
    MUTE_ALL("mute-all", Rate.OTHER, INVALID, NOT_HOST),
    LOCK_ROOM("lock-room", Rate.OTHER, INVALID, NOT_HOST),
    ALLOW_SHARING("allow-sharing", Rate.OTHER, INVALID, NOT_HOST),
    END_MEETING("end-meeting", Rate.OTHER, INVALID, NOT_HOST);

    /**
     * A token bucket per socket and event.
     *
     * @param capacity tokens at most, and at the start
     * @param refillPerSecond tokens that come back a second
     */
    public record Rate(int capacity, double refillPerSecond) {
        /** Of every event without a rate of its own. */
        public static final Rate OTHER = new Rate(30, 20);
    }

    private static final Map<String, ClientEvent> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(e -> e.wireName, Function.identity()));

    private final String wireName;
    private final int capacity;
    private final double refillPerSecond;
    private final ErrorWord malformed;
    private final ErrorWord absent;

    ClientEvent(String wireName, Rate rate, ErrorWord malformed, ErrorWord absent) {
        this.wireName = wireName;
        capacity = rate.capacity;
        refillPerSecond = rate.refillPerSecond;
        this.malformed = malformed;
        this.absent = absent;
    }

    /** The event by its name on the wire, null for a name of no event. */
    public static @Nullable ClientEvent named(String wireName) {
        return BY_NAME.get(wireName);
    }

    public String wireName() {
        return wireName;
    }

    public Rate rate() {
        return new Rate(capacity, refillPerSecond);
    }

    /** Answers a payload that makes no sense. */
    public ErrorWord malformed() {
        return malformed;
    }

    /** Answers a sender that is not in the room. */
    public ErrorWord absent() {
        return absent;
    }
}
