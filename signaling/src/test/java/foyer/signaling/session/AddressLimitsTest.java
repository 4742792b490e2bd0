package foyer.signaling.session;

import static foyer.signaling.protocol.Answer.refused;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Json;
import foyer.signaling.room.Departure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the reception lets an address do, over the rules of a real room. */
class AddressLimitsTest {
    private static final String GUESSER = "198.51.100.1";
    private static final String FRIEND = "203.0.113.1";
    private static final int TRIES = 5;

    private final House house = new House();
    private final Counts counts = new Counts();
    private final Reception reception =
            new Reception(
                    house.meetings,
                    new AddressLimits(
                            20,
                            new AddressLimits.Rate(30, 1),
                            new AddressLimits.Rate(40, 1),
                            new AddressLimits.Rate(TRIES, 0.1)),
                    counts);
    private int sockets;

    /** What was told to whoever measures. */
    private static final class Counts implements Telemetry {
        private final Map<String, Integer> joined = new HashMap<>();
        private final Map<Gate, Integer> turnedAway = new HashMap<>();
        private final Map<String, Integer> rejected = new HashMap<>();
        private int wrongSecrets;

        @Override
        public void joined(String outcome) {
            joined.merge(outcome, 1, Integer::sum);
        }

        @Override
        public void turnedAway(Gate reason) {
            turnedAway.merge(reason, 1, Integer::sum);
        }

        @Override
        public void rejected(String event, String reason) {
            rejected.merge(event + " " + reason, 1, Integer::sum);
        }

        @Override
        public void wrongSecret() {
            wrongSecrets++;
        }
    }

    private List<Answer> answers(String socketId, String event, String payload) {
        List<Answer> answers = new ArrayList<>();
        reception.received(socketId, event, Json.parse(payload), answers::add);
        return answers;
    }

    private String connect(String address) {
        String socketId = "s" + sockets++;
        assertThat(reception.connected(socketId, address)).isTrue();
        return socketId;
    }

    /** Joins on a socket of its own, which goes again unless it got in. */
    private Answer join(String address, String... keysAndValues) {
        String socketId = connect(address);
        Answer answer = answers(socketId, "join-room", payload(keysAndValues)).getFirst();
        if (!(answer instanceof Answer.Joined)) {
            reception.disconnected(socketId, Departure.CLEAN);
        }
        return answer;
    }

    private static String payload(String... keysAndValues) {
        Map<String, String> payload = new HashMap<>(Map.of("roomId", "room"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            payload.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Json.text(payload);
    }

    private String open() {
        Answer answer = join(FRIEND, "participantId", "host", "sessionToken", "secret");
        assertThat(answer).isInstanceOf(Answer.Joined.class);
        return "s" + (sockets - 1);
    }

    private String invite(String hostSocket) {
        Answer answer = answers(hostSocket, "create-invite", payload()).getFirst();
        return ((Answer.InviteMade) answer).token();
    }

    @Test
    void guessingAnInviteIsHopelessAndCounted() {
        String invite = invite(open());
        int looks = 0;
        for (int i = 0; i < 30; i++) {
            looks += join(GUESSER, "invite", "guess" + i).equals(Answer.PENDING) ? 1 : 0;
        }
        assertThat(looks).isEqualTo(TRIES);
        assertThat(counts.wrongSecrets).isEqualTo(TRIES);
        // Not even the right one helps now, from there.
        assertThat(join(GUESSER, "invite", invite)).isEqualTo(refused(ErrorWord.RATE_LIMITED));
        assertThat(counts.joined).containsEntry("rate-limited", 30 - TRIES + 1);

        assertThat(join(GUESSER)).as("a plain knock").isEqualTo(Answer.PENDING);
        assertThat(join(FRIEND, "invite", invite)).isInstanceOf(Answer.Joined.class);
        assertThat(counts.joined)
                .containsEntry("first", 1)
                .containsEntry("invite", 1)
                .containsEntry("pending", TRIES + 1);
    }

    @Test
    void guessingAHostKeyIsHopelessForOneInTheRoomToo() {
        String invite = invite(open());
        String[] identity = {"participantId", "guest", "sessionToken", "own", "invite", invite};
        assertThat(join(GUESSER, identity)).isInstanceOf(Answer.Joined.class);
        identity[4] = "hostKey";
        int looks = 0;
        for (int i = 0; i < 12; i++) {
            identity[5] = "guess" + i;
            looks += join(GUESSER, identity) instanceof Answer.Joined ? 1 : 0;
        }
        assertThat(looks).isEqualTo(TRIES);
        assertThat(counts.wrongSecrets).isEqualTo(TRIES);
    }

    @Test
    void guessingASessionTokenIsHopeless() {
        open();
        int conflicts = 0;
        for (int i = 0; i < 30; i++) {
            Answer answer = join(GUESSER, "participantId", "host", "sessionToken", "guess" + i);
            conflicts += answer.equals(refused(ErrorWord.IDENTITY_CONFLICT)) ? 1 : 0;
        }
        assertThat(conflicts).isEqualTo(TRIES);
        assertThat(join(GUESSER, "participantId", "host", "sessionToken", "secret"))
                .isEqualTo(refused(ErrorWord.RATE_LIMITED));
        assertThat(join(GUESSER, "participantId", "other", "sessionToken", "own"))
                .as("an identity of its own")
                .isEqualTo(Answer.PENDING);
        assertThat(join(FRIEND, "participantId", "host", "sessionToken", "secret"))
                .isInstanceOf(Answer.Joined.class);
    }

    @Test
    void comingBackCostsNothing() {
        open();
        for (int i = 0; i < 3 * TRIES; i++) {
            assertThat(join(FRIEND, "participantId", "host", "sessionToken", "secret"))
                    .isInstanceOf(Answer.Joined.class);
        }
        assertThat(counts.wrongSecrets).isZero();
    }

    @Test
    void racingTriesAreNoMoreThanTheTokens() {
        var ready = house.routers.hold();
        List<Answer> host = answers(connect(FRIEND), "join-room", payload("participantId", "host"));
        List<List<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            all.add(answers(connect(GUESSER), "join-room", payload("hostKey", "guess" + i)));
        }
        ready.complete(null);
        assertThat(host).hasSize(1);
        List<Answer> answered = all.stream().map(List::getFirst).toList();
        assertThat(answered).filteredOn(Answer.PENDING::equals).hasSizeLessThanOrEqualTo(TRIES);
        assertThat(answered)
                .filteredOn(refused(ErrorWord.RATE_LIMITED)::equals)
                .hasSizeGreaterThanOrEqualTo(15 - TRIES);
    }

    @Test
    void aTryWhoseSocketGoesBeforeTheAnswerIsLost() {
        open();
        for (int i = 1; i < TRIES; i++) {
            assertThat(join(GUESSER, "hostKey", "guess" + i)).isEqualTo(Answer.PENDING);
        }
        var ready = house.routers.hold();
        String socketId = connect(GUESSER);
        String elsewhere = payload("roomId", "elsewhere", "hostKey", "guess");
        assertThat(answers(socketId, "join-room", elsewhere)).isEmpty();
        reception.disconnected(socketId, Departure.CLEAN);
        assertThat(join(GUESSER, "hostKey", "guess")).isEqualTo(refused(ErrorWord.RATE_LIMITED));
        ready.complete(null);
        assertThat(join(GUESSER, "hostKey", "guess")).isEqualTo(refused(ErrorWord.RATE_LIMITED));
    }

    @Test
    void joinsAreLimitedPerAddress() {
        open();
        int joins = 0;
        while (!join(GUESSER).equals(refused(ErrorWord.RATE_LIMITED))) {
            joins++;
        }
        assertThat(joins).isEqualTo(40);
        assertThat(join(FRIEND)).isNotEqualTo(refused(ErrorWord.RATE_LIMITED));
        house.time.pass(1_000);
        assertThat(join(GUESSER)).isNotEqualTo(refused(ErrorWord.RATE_LIMITED));
    }

    @Test
    void socketsAtOnceAreLimitedPerAddress() {
        List<String> open = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            assertThat(reception.gate(GUESSER)).isEqualTo(Gate.OPEN);
            open.add(connect(GUESSER));
        }
        assertThat(reception.gate(GUESSER)).isEqualTo(Gate.TOO_MANY);
        assertThat(reception.connected("late", GUESSER)).isFalse();
        assertThat(reception.gate(FRIEND)).isEqualTo(Gate.OPEN);
        reception.disconnected("late", Departure.LOST);
        reception.disconnected(open.getFirst(), Departure.LOST);
        reception.disconnected(open.getFirst(), Departure.LOST);
        assertThat(reception.gate(GUESSER)).isEqualTo(Gate.OPEN);
        assertThat(reception.connected("next", GUESSER)).isTrue();
        assertThat(reception.connected("last", GUESSER)).isFalse();
        assertThat(counts.turnedAway).containsEntry(Gate.TOO_MANY, 3);
    }

    @Test
    void socketsOpenedAreLimitedPerAddress() {
        for (int i = 0; i < 30; i++) {
            assertThat(reception.gate(GUESSER)).isEqualTo(Gate.OPEN);
        }
        assertThat(reception.gate(GUESSER)).isEqualTo(Gate.TOO_FAST);
        assertThat(reception.gate(FRIEND)).isEqualTo(Gate.OPEN);
        house.time.pass(1_000);
        assertThat(reception.gate(GUESSER)).isEqualTo(Gate.OPEN);
    }

    @Test
    void goodbyesAreLimitedPerAddress() {
        open();
        for (int i = 0; i < 40; i++) {
            reception.goodbye(GUESSER, "room", "host", "guess" + i);
        }
        reception.goodbye(GUESSER, "room", "host", "secret");
        assertThat(house.meetings.rooms()).isEqualTo(1);
        reception.goodbye(FRIEND, "room", "host", "secret");
        assertThat(house.meetings.rooms()).isZero();
    }

    @Test
    void nobodyComesInWhenTheServerStops() {
        String inside = open();
        reception.stop();
        assertThat(reception.gate(FRIEND)).isEqualTo(Gate.STOPPING);
        assertThat(answers(inside, "join-room", payload()))
                .containsExactly(refused(ErrorWord.NOT_READY));
    }

    @Test
    void countsWhatIsRejectedAndWhy() {
        String inside = open();
        answers(inside, "join-room", "{}");
        answers(inside, "no-such-event", "{}");
        answers(inside, "consume", payload("transportId", "t"));
        assertThat(counts.rejected)
                .containsOnly(
                        Map.entry("join-room malformed", 1),
                        Map.entry("unknown malformed", 1),
                        Map.entry("consume malformed", 1));
    }
}
