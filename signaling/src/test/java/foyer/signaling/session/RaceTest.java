package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.media.FakeRouters;
import foyer.signaling.media.IceServers;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Json;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ParticipantEntry;
import foyer.signaling.room.Departure;
import foyer.signaling.room.HostKeys;
import foyer.signaling.room.Limits;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens in the same moment has one outcome, and nobody is left half in. */
class RaceTest {
    private static final int ROUNDS = 200;
    private static final int CAP = 3;
    private static final String ROOM = "room";

    private final ForkJoinPool pool = new ForkJoinPool(4);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    /** A server without sockets on real threads. */
    private static final class Place implements Outbox {
        final Map<String, List<Notice>> told = new ConcurrentHashMap<>();
        final VirtualTime time = new VirtualTime();
        final Meetings meetings;
        final Reception reception;

        Place(Executor executor) {
            meetings =
                    new Meetings(
                            new Meetings.Setup(
                                    10,
                                    Integer.MAX_VALUE,
                                    Limits.of(CAP, 10),
                                    new FakeRouters(),
                                    new FewLoops(1),
                                    this,
                                    time,
                                    new SecureRandom(),
                                    new HostKeys(
                                            new byte[] {4, 5, 6},
                                            time.nowMillis(),
                                            time.wallMillis()),
                                    executor,
                                    IceServers.NONE));
            reception = new Reception(meetings);
        }

        @Override
        public void send(String socketId, Notice notice) {
            told.computeIfAbsent(socketId, id -> new CopyOnWriteArrayList<>()).add(notice);
        }

        @Override
        public void close(String socketId) {}

        <T extends Notice> long told(String socketId, Class<T> kind) {
            return told.getOrDefault(socketId, List.of()).stream().filter(kind::isInstance).count();
        }

        CompletableFuture<Answer> ask(String socketId, String event, String... fields) {
            Map<String, String> payload = new ConcurrentHashMap<>(Map.of("roomId", ROOM));
            for (int i = 0; i < fields.length; i += 2) {
                payload.put(fields[i], fields[i + 1]);
            }
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            reception.received(socketId, event, Json.parse(Json.text(payload)), answer::complete);
            return answer;
        }

        /** The socket's id is the participant's, and the token. */
        CompletableFuture<Answer> join(String userId, String... fields) {
            reception.connected(userId, "192.0.2.1");
            List<String> all = new ArrayList<>(List.of(fields));
            all.addAll(List.of("participantId", userId, "sessionToken", userId));
            return ask(userId, "join-room", all.toArray(String[]::new));
        }

        String invite(String host) {
            return ask(host, "create-invite").join() instanceof Answer.InviteMade(String token)
                    ? token
                    : "";
        }

        /** Who is in the room, as this participant and the lists say. */
        List<String> seenBy(String userId) {
            return ask(userId, "get-producers").join() instanceof Answer.Producers producers
                    ? producers.participants().stream().map(ParticipantEntry::userId).toList()
                    : List.of();
        }
    }

    /** Starts all at the same moment, and waits until nothing goes on any more. */
    private void atOnce(Runnable... actions) {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads =
                Stream.of(actions)
                        .map(action ->
                                Thread.ofPlatform()
                                        .start(() -> {
                                            awaitStart(start);
                                            action.run();
                                        }))
                        .toList();
        start.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(pool.awaitQuiescence(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isIn(CompletableFuture<Answer> answer) {
        return answer.join() instanceof Answer.Joined;
    }

    private static boolean isOk(CompletableFuture<Answer> answer) {
        return answer.join().equals(Answer.OK);
    }

    @Test
    void makesOneRoomAndOneHostOfTwoFirstJoins() {
        for (int round = 0; round < ROUNDS; round++) {
            Place place = new Place(pool);
            List<CompletableFuture<Answer>> answers = new CopyOnWriteArrayList<>();
            atOnce(
                    () -> answers.add(place.join("a")),
                    () -> answers.add(place.join("b")),
                    () -> answers.add(place.join("c")));
            assertThat(place.meetings.rooms()).isEqualTo(1);
            assertThat(place.meetings.participants()).isEqualTo(1);
            assertThat(place.meetings.waiting()).isEqualTo(2);
            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .filteredOn(answer ->
                            answer instanceof Answer.Joined joined && joined.hostKey() != null)
                    .hasSize(1);
        }
    }

    @Test
    void givesAGuestOneAnswer() {
        for (int round = 0; round < ROUNDS; round++) {
            Place place = new Place(pool);
            place.join("host").join();
            place.join("second", "invite", place.invite("host")).join();
            place.reception.received(
                    "host",
                    "set-host",
                    Json.parse("{\"roomId\":\"room\",\"userId\":\"second\",\"isHost\":true}"),
                    Ack.NONE);
            place.join("guest").join();
            String invite = place.invite("host");
            List<CompletableFuture<Answer>> ok = new CopyOnWriteArrayList<>();
            List<CompletableFuture<Answer>> joins = new CopyOnWriteArrayList<>();
            atOnce(
                    () -> ok.add(place.ask("host", "approve-join", "userId", "guest")),
                    () -> ok.add(place.ask("second", "deny-join", "userId", "guest")),
                    () -> joins.add(place.join("guest", "invite", invite)));
            long answered = ok.stream().filter(RaceTest::isOk).count();
            long let = place.told("guest", Notice.JoinApproved.class);
            boolean in = isIn(joins.getFirst());
            assertThat(answered).as("hosts that were told ok").isLessThan(2);
            assertThat(in || place.meetings.waiting() == 1).as("in, or waits").isTrue();
            assertThat(place.seenBy("host").contains("guest")).isEqualTo(in);
            assertThat(place.meetings.participants()).isEqualTo(in ? 3 : 2);
            assertThat(let).isLessThan(2);
        }
    }

    @Test
    void letsOneInByAnInviteThatTwoUse() {
        for (int round = 0; round < ROUNDS; round++) {
            Place place = new Place(pool);
            place.join("host").join();
            String invite = place.invite("host");
            List<CompletableFuture<Answer>> joins = new CopyOnWriteArrayList<>();
            atOnce(
                    () -> joins.add(place.join("a", "invite", invite)),
                    () -> joins.add(place.join("b", "invite", invite)));
            assertThat(joins.stream().filter(RaceTest::isIn)).hasSize(1);
            assertThat(place.meetings.participants()).isEqualTo(2);
            assertThat(place.meetings.waiting()).isEqualTo(1);
            assertThat(place.seenBy("host")).hasSize(1);
        }
    }

    @Test
    void neverLetsMoreInThanThereIsRoomFor() {
        for (int round = 0; round < ROUNDS; round++) {
            Place place = new Place(pool);
            place.join("host").join();
            for (String guest : List.of("a", "b", "c", "d")) {
                place.join(guest).join();
            }
            String invite = place.invite("host");
            List<CompletableFuture<Answer>> ok = new CopyOnWriteArrayList<>();
            List<CompletableFuture<Answer>> joins = new CopyOnWriteArrayList<>();
            atOnce(
                    () -> ok.add(place.ask("host", "approve-join", "userId", "a")),
                    () -> ok.add(place.ask("host", "approve-join", "userId", "b")),
                    () -> ok.add(place.ask("host", "approve-join", "userId", "c")),
                    () -> joins.add(place.join("e", "invite", invite)));
            long in =
                    ok.stream().filter(RaceTest::isOk).count()
                            + joins.stream().filter(RaceTest::isIn).count();
            assertThat(in).isEqualTo(CAP - 1);
            assertThat(place.meetings.participants()).isEqualTo(CAP);
            assertThat(place.seenBy("host")).hasSize(CAP - 1);
        }
    }

    @Test
    void leavesNobodyHalfInWhenTheHostGoesWhileItApproves() {
        for (int round = 0; round < ROUNDS; round++) {
            Place place = new Place(pool);
            place.join("host").join();
            place.join("guest").join();
            List<CompletableFuture<Answer>> ok = new CopyOnWriteArrayList<>();
            atOnce(
                    () -> ok.add(place.ask("host", "approve-join", "userId", "guest")),
                    () -> place.reception.disconnected("host", Departure.CLEAN));
            boolean in = place.told("guest", Notice.JoinApproved.class) == 1;
            assertThat(place.told("guest", Notice.JoinDenied.class)).isEqualTo(in ? 0 : 1);
            assertThat(place.meetings.participants()).isEqualTo(in ? 1 : 0);
            assertThat(place.meetings.waiting()).isZero();
            if (in) {
                assertThat(place.ask("guest", "get-pending").join())
                        .as("host in its place")
                        .isInstanceOf(Answer.Waiting.class);
            }
            place.reception.disconnected("guest", Departure.CLEAN);
            assertThat(pool.awaitQuiescence(10, TimeUnit.SECONDS)).isTrue();
            assertThat(place.meetings.rooms()).isZero();
        }
    }

    @Test
    void leavesNoRoomWithoutAHostWhenOneEndsWhileOthersCome() {
        for (int round = 0; round < ROUNDS; round++) {
            Place place = new Place(pool);
            place.join("host").join();
            List<CompletableFuture<Answer>> joins = new CopyOnWriteArrayList<>();
            atOnce(
                    () -> place.reception.disconnected("host", Departure.CLEAN),
                    () -> joins.add(place.join("a")),
                    () -> joins.add(place.join("b")));
            assertThat(joins).allMatch(CompletableFuture::isDone);
            long in = joins.stream().filter(RaceTest::isIn).count();
            assertThat(in).isLessThan(2);
            assertThat(place.meetings.participants()).isEqualTo((int) in);
            long denied =
                    place.told("a", Notice.JoinDenied.class)
                            + place.told("b", Notice.JoinDenied.class);
            assertThat(place.meetings.waiting()).isEqualTo((int) (2 - in - denied));
            assertThat(place.meetings.rooms()).isEqualTo(in == 0 ? 0 : 1);
        }
    }

    /** A join that found its room ended must not outlive the socket's next one. */
    @Test
    void keepsASocketInOneRoomAlsoWhenItsFirstOneEnds() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Place place = new Place(tasks::add);
        CompletableFuture<Answer> opened = place.join("host");
        run(tasks);
        assertThat(isIn(opened)).isTrue();
        place.reception.disconnected("host", Departure.CLEAN);
        CompletableFuture<Answer> first = place.join("guest");
        CompletableFuture<Answer> second = new CompletableFuture<>();
        place.reception.received(
                "guest",
                "join-room",
                Json.parse("{\"roomId\":\"other\",\"participantId\":\"guest\"}"),
                second::complete);
        run(tasks);
        assertThat(first.join()).isEqualTo(Answer.refused(ErrorWord.NOT_READY));
        assertThat(isIn(second)).isTrue();
        assertThat(place.meetings.rooms()).isEqualTo(1);
        place.reception.disconnected("guest", Departure.CLEAN);
        run(tasks);
        assertThat(place.meetings.rooms()).as("ghosts").isZero();
    }

    private static void run(Queue<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            Objects.requireNonNull(tasks.poll()).run();
        }
    }
}
