package foyer.sfu.turn;

import static foyer.sfu.turn.TurnVenue.MEDIA;
import static foyer.sfu.turn.TurnVenue.MEDIA6;
import static foyer.sfu.turn.TurnVenue.PEER;
import static foyer.sfu.turn.TurnVenue.PEER6;
import static foyer.sfu.turn.TurnVenue.address;
import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.turn.TurnVenue.Guest;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TurnServerTest {
    private static final Path ADA = TurnVenue.udp("192.0.2.7", 5_000);

    private final TurnVenue venue = new TurnVenue(TurnLimits.DEFAULT);

    private static byte[] bytes(String text) {
        return Texts.bytes(text);
    }

    @ParameterizedTest
    @EnumSource(Integrity.class)
    void givesAnAllocationToWhoSigns(Integrity kind) {
        Guest ada = venue.guest(ADA).challenged();
        TurnTalk.Reply reply = ada.ask(ada.talk().with(kind).allocate());
        assertThat(reply.code()).isZero();
        assertThat(reply.lifeSeconds()).isEqualTo(600);
        assertThat(reply.mapped()).isEqualTo(ADA.remote());
        InetSocketAddress relayed = Objects.requireNonNull(reply.relayed());
        assertThat(relayed.getAddress()).isEqualTo(MEDIA.getAddress());
        assertThat(relayed.getPort()).isBetween(49_152, 65_535);
        assertThat(venue.stats().allocations()).isOne();
    }

    /** A binding request with a signature of zeros, and the same without FINGERPRINT. */
    private static final String UNSEALED =
            "000100202112a442000102030405060708090a0b"
                    + "00080014"
                    + "0000000000000000000000000000000000000000";

    @Test
    void tellsMediaByWhichRelayACheckCame() {
        Guest ada = venue.guest(ADA).challenged();
        int port = Objects.requireNonNull(ada.ask(ada.talk().allocate()).relayed()).getPort();
        assertThat(ada.ask(ada.talk().permit(MEDIA)).code()).isZero();
        byte[] check = HexFormat.of().parseHex(UNSEALED + "80280004" + "00000000");
        PacketBuffer whole = PacketBuffer.wrap(check);
        whole.putI32(check.length - 4, Integrity.fingerprint(whole, check.length - 8));
        ada.say(ada.talk().send(MEDIA, check));
        PacketBuffer told = PacketBuffer.wrap(venue.lastToPeer());
        // RFC 8489 14.2: 203.0.113.5 and the port, exclusive-or'd with the cookie
        String named =
                UNSEALED.replace("00010020", "0001002c")
                        + "001600080001%04xea12d547".formatted(port ^ 0x2112)
                        + "80280004";
        assertThat(HexFormat.of().formatHex(venue.lastToPeer())).startsWith(named).hasSize(2 * 64);
        assertThat(told.i32(60)).isEqualTo(Integrity.fingerprint(told, 56));
    }

    @Test
    void passesOtherStunAsItIs() {
        Guest ada = venue.guest(ADA).allocated();
        assertThat(ada.ask(ada.talk().permit(MEDIA)).code()).isZero();
        for (String data :
                new String[] {
                    UNSEALED.replace("00010020", "00010018"), UNSEALED + "80280004" + "00000000"
                }) {
            ada.say(ada.talk().send(MEDIA, HexFormat.of().parseHex(data)));
            assertThat(HexFormat.of().formatHex(venue.lastToPeer())).isEqualTo(data);
        }
    }

    @Test
    void relaysBothWaysByIndicationsOnceItMay() {
        Guest ada = venue.guest(ADA).allocated();
        ada.say(ada.talk().send(MEDIA, bytes("too early")));
        assertThat(venue.toPeers()).isEmpty();
        assertThat(ada.ask(ada.talk().permit(MEDIA)).code()).isZero();
        ada.say(ada.talk().send(MEDIA, bytes("hello")));
        assertThat(venue.toPeers())
                .extracting(TurnVenue.Relayed::peer, TurnVenue.Relayed::data)
                .containsExactly(Tuple.tuple(PEER, "hello"));
        venue.relay(PEER, venue.toPeers().getFirst().from(), "welcome");
        assertThat(TurnTalk.dataIn(venue.last(ADA))).isEqualTo(bytes("welcome"));
        assertThat(TurnTalk.peerIn(venue.last(ADA))).isEqualTo(MEDIA);
        assertThat(venue.stats().bytesToPeers()).isEqualTo(5);
        assertThat(venue.stats().bytesToClients()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"true, 4000000568656c6c6f", "false, 4000000568656c6c6f000000"})
    void relaysBothWaysByChannels(boolean udp, String expected) {
        Path path = udp ? ADA : TurnVenue.tcp("192.0.2.7", 5_000);
        Guest ada = venue.guest(path).allocated();
        assertThat(ada.ask(ada.talk().bind(0x4000, MEDIA)).code()).isZero();
        ada.say(ada.talk().channelData(0x4000, bytes("hello")));
        assertThat(venue.toPeers()).extracting(TurnVenue.Relayed::data).containsExactly("hello");
        venue.relay(PEER, venue.toPeers().getFirst().from(), "hello");
        assertThat(HexFormat.of().formatHex(venue.last(path))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.6, 40000, 403",
        "10.0.0.1, 40000, 403",
        "127.0.0.1, 40000, 403",
        "169.254.169.254, 80, 403",
        "0.0.0.0, 40000, 403",
        "192.168.1.1, 40000, 403",
        "255.255.255.255, 40000, 403",
        "::1, 40000, 443",
        "2001:db8::5, 40000, 443"
    })
    void relaysToNobodyElse(String host, int port, int code) {
        Guest ada = venue.guest(ADA).allocated();
        InetSocketAddress peer = address(host, port);
        assertThat(ada.ask(ada.talk().permit(peer)).code()).isEqualTo(code);
        assertThat(ada.ask(ada.talk().permit(MEDIA, peer)).code())
                .as("not even beside one that it may")
                .isEqualTo(code);
        assertThat(ada.ask(ada.talk().bind(0x4001, peer)).code()).isEqualTo(code);
        ada.say(ada.talk().send(peer, bytes("x")));
        ada.say(ada.talk().send(MEDIA, bytes("x")));
        assertThat(venue.toPeers()).isEmpty();
    }

    @Test
    void relaysToNoOtherPortOfTheSameAddress() {
        Guest ada = venue.guest(ADA).allocated();
        InetSocketAddress ssh = address("203.0.113.5", 22);
        // A permission is for an address (RFC 8656 9), what is sent is for a port too.
        assertThat(ada.ask(ada.talk().permit(ssh)).code()).isZero();
        ada.say(ada.talk().send(ssh, bytes("x")));
        assertThat(ada.ask(ada.talk().bind(0x4001, ssh)).code()).isEqualTo(403);
        assertThat(venue.toPeers()).isEmpty();
        assertThat(venue.stats().refused())
                .containsEntry(TurnRefusal.FORBIDDEN_PEER, 2L)
                .doesNotContainKey(TurnRefusal.NO_PERMISSION);
    }

    @Test
    void answersAStrangerWithLittleMoreThanItSent() {
        Guest ada = venue.guest(ADA);
        byte[] request = ada.talk().firstAllocate();
        assertThat(ada.ask(request).code()).isEqualTo(401);
        // 28 bytes of UDP and IPv4 headers on both
        assertThat(28 + venue.last(ADA).length).isLessThan(2 * (28 + request.length));
    }

    @Test
    void refusesExpiredAndForgedNames() {
        TurnCredentials late = TurnVenue.SECRET.issue("ada", TurnVenue.EPOCH);
        Guest expired = venue.guest(ADA, late).challenged();
        assertThat(expired.ask(expired.talk().allocate()).code()).isEqualTo(401);
        TurnCredentials longer =
                new TurnCredentials((TurnVenue.EPOCH + 600) + ":ada", late.credential());
        Guest forged = venue.guest(ADA, longer).challenged();
        assertThat(forged.ask(forged.talk().allocate()).code()).isEqualTo(401);
        Guest nameless = venue.guest(ADA, new TurnCredentials("ada", "secret")).challenged();
        assertThat(nameless.ask(nameless.talk().allocate()).code()).isEqualTo(401);
        assertThat(venue.stats().allocations()).isZero();
        assertThat(venue.stats().refused())
                .containsEntry(TurnRefusal.EXPIRED, 1L)
                .containsEntry(TurnRefusal.WRONG_CREDENTIALS, 2L);
    }

    @Test
    void aCallOutlivesTheCredentialsItBeganWith() {
        Guest ada = venue.guest(ADA).allocated();
        for (int minute = 0; minute < 23 * 60; minute += 5) {
            venue.pass(5, TimeUnit.MINUTES);
            TurnTalk.Reply reply = ada.ask(ada.talk().refresh(600));
            if (reply.code() == 438) {
                reply = ada.ask(ada.talk().refresh(600));
            }
            assertThat(reply.code()).as("minute %d", minute).isZero();
        }
        venue.pass(1, TimeUnit.HOURS);
        TurnTalk.Reply tooOld = ada.ask(ada.talk().allocate());
        assertThat(tooOld.code()).as("after a day a new one is due").isIn(401, 438);
        assertThat(venue.stats().allocations()).isZero();
    }

    @Test
    void asksForAFreshNonceAfterAnHourAndFromAnotherPort() {
        Guest ada = venue.guest(ADA).allocated();
        assertThat(ada.ask(ada.talk().refresh(3_600)).lifeSeconds()).isEqualTo(3_600);
        venue.pass(50, TimeUnit.MINUTES);
        assertThat(ada.ask(ada.talk().refresh(3_600)).code()).isZero();
        venue.pass(11, TimeUnit.MINUTES);
        assertThat(ada.ask(ada.talk().refresh(3_600)).code()).isEqualTo(438);
        assertThat(ada.ask(ada.talk().refresh(3_600)).code()).isZero();
        Path elsewhere = TurnVenue.udp("192.0.2.7", 5_001);
        venue.receive(elsewhere, ada.talk().allocate());
        assertThat(ada.talk().read(venue.last(elsewhere)).code()).isEqualTo(438);
    }

    @Test
    void anAllocationEndsWhenItIsNotRefreshed() {
        Guest ada = venue.guest(ADA).allocated();
        venue.pass(599, TimeUnit.SECONDS);
        assertThat(venue.stats().allocations()).isOne();
        venue.pass(1, TimeUnit.SECONDS);
        assertThat(venue.stats().allocations()).isZero();
        assertThat(venue.released()).hasSize(1);
        assertThat(ada.ask(ada.talk().refresh(600)).code()).isEqualTo(437);
        assertThat(venue.server().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anAllocationEndsWhenItIsGivenUpOrItsConnectionEnds() {
        Guest ada = venue.guest(ADA).allocated();
        assertThat(ada.ask(ada.talk().refresh(0)).lifeSeconds()).isZero();
        assertThat(venue.released()).hasSize(1);
        Path connection = TurnVenue.tcp("192.0.2.7", 5_000);
        venue.guest(connection).allocated();
        venue.server().disconnected(connection, venue);
        assertThat(venue.released()).hasSize(2);
        assertThat(venue.stats().allocations()).isZero();
    }

    @Test
    void permissionsLastFiveMinutesAndChannelsTen() {
        Guest ada = venue.guest(ADA).allocated();
        ada.ask(ada.talk().refresh(3_600));
        ada.ask(ada.talk().bind(0x4000, MEDIA));
        ada.say(ada.talk().channelData(0x4000, bytes("1")));
        Allocation allocation = venue.toPeers().getFirst().from();
        venue.pass(299, TimeUnit.SECONDS);
        int before = venue.sent();
        venue.relay(PEER, allocation, "in");
        assertThat(venue.sent()).isEqualTo(before + 1);
        venue.pass(1, TimeUnit.SECONDS);
        venue.relay(PEER, allocation, "out");
        assertThat(venue.sent()).as("after five minutes").isEqualTo(before + 1);
        ada.say(ada.talk().channelData(0x4000, bytes("2")));
        assertThat(venue.toPeers()).hasSize(2);
        venue.pass(300, TimeUnit.SECONDS);
        ada.say(ada.talk().channelData(0x4000, bytes("3")));
        assertThat(venue.toPeers()).as("after ten minutes").hasSize(2);
        assertThat(ada.ask(ada.talk().bind(0x4000, MEDIA)).code()).isZero();
        ada.say(ada.talk().channelData(0x4000, bytes("4")));
        assertThat(venue.toPeers()).hasSize(3);
    }

    @Test
    void aChannelIsOnePeersAndAPeerHasOneChannel() {
        Guest ada = venue.guest(ADA).allocated();
        assertThat(ada.ask(ada.talk().bind(0x3fff, MEDIA)).code()).isEqualTo(400);
        assertThat(ada.ask(ada.talk().bind(0x8000, MEDIA)).code()).isEqualTo(400);
        assertThat(ada.ask(ada.talk().bind(0x4000, MEDIA)).code()).isZero();
        assertThat(ada.ask(ada.talk().bind(0x4000, MEDIA)).code()).as("again").isZero();
        assertThat(ada.ask(ada.talk().bind(0x4001, MEDIA)).code()).isEqualTo(400);
    }

    @Test
    void anAllocationIsOneClientsAndOneUsers() {
        Guest ada = venue.guest(ADA).allocated();
        assertThat(ada.ask(ada.talk().allocate()).code()).as("a second one").isEqualTo(437);
        Path fresh = TurnVenue.udp("192.0.2.7", 5_002);
        Guest again = venue.guest(fresh).challenged();
        byte[] repeated = again.talk().allocate();
        InetSocketAddress relayed = again.ask(repeated).relayed();
        assertThat(again.ask(repeated).relayed()).as("sent twice").isEqualTo(relayed);
        assertThat(venue.stats().allocations()).isEqualTo(2);
        Guest ben =
                venue.guest(ADA, TurnVenue.SECRET.issue("ben", TurnVenue.EPOCH + 600)).challenged();
        assertThat(ben.ask(ben.talk().permit(MEDIA)).code()).isEqualTo(441);
    }

    @Test
    void refusesWhatItNeedNotDo() {
        Guest ada = venue.guest(ADA).challenged();
        assertThat(ada.ask(ada.talk().signed(TurnFormat.ALLOCATE, body -> {})).code())
                .isEqualTo(400);
        assertThat(allocate(ada, body -> body.u32(TurnFormat.REQUESTED_TRANSPORT, 6L << 24)))
                .as("TCP relays (RFC 6062)")
                .isEqualTo(442);
        byte[] andTheNext = {(byte) 0x80};
        assertThat(allocateWith(ada, body -> body.bytes(TurnFormat.EVEN_PORT, andTheNext)))
                .isEqualTo(508);
        assertThat(allocateWith(ada, body -> body.bytes(TurnFormat.EVEN_PORT, new byte[0])))
                .isEqualTo(400);
        assertThat(allocateWith(ada, body -> body.bytes(TurnFormat.RESERVATION_TOKEN, new byte[8])))
                .isEqualTo(508);
        assertThat(
                        allocateWith(
                                ada,
                                body ->
                                        body.bytes(TurnFormat.RESERVATION_TOKEN, new byte[8])
                                                .bytes(TurnFormat.EVEN_PORT, new byte[1])))
                .isEqualTo(400);
        assertThat(allocateWith(ada, body -> body.u32(0x001a, 0)))
                .as("DONT-FRAGMENT, and any that nobody knows")
                .isEqualTo(420);
        assertThat(allocateWith(ada, body -> body.u32(0x8777, 0)))
                .as("what may be ignored")
                .isZero();
    }

    @Test
    void givesAnEvenPortWhereAsked() {
        for (int port = 1; port <= 20; port++) {
            Guest guest = venue.guest(TurnVenue.udp("192.0.2.9", port)).challenged();
            TurnTalk.Reply reply =
                    guest.ask(
                            guest.talk()
                                    .signed(
                                            TurnFormat.ALLOCATE,
                                            body ->
                                                    body.u32(
                                                                    TurnFormat.REQUESTED_TRANSPORT,
                                                                    17L << 24)
                                                            .bytes(
                                                                    TurnFormat.EVEN_PORT,
                                                                    new byte[1])));
            assertThat(Objects.requireNonNull(reply.relayed()).getPort() % 2).isZero();
        }
    }

    private static int allocate(Guest guest, TurnTalk.Body body) {
        return guest.ask(guest.talk().signed(TurnFormat.ALLOCATE, body)).code();
    }

    private static int allocateWith(Guest guest, TurnTalk.Body more) {
        return allocate(
                guest,
                body -> {
                    body.u32(TurnFormat.REQUESTED_TRANSPORT, 17L << 24);
                    more.write(body);
                });
    }

    @Test
    void speaksIpv6WhereAsked() {
        Guest ada = venue.guest(ADA).challenged();
        assertThat(
                        allocateWith(
                                ada,
                                body -> body.u32(TurnFormat.REQUESTED_ADDRESS_FAMILY, 3L << 24)))
                .isEqualTo(440);
        assertThat(
                        allocateWith(
                                ada,
                                body -> body.u32(TurnFormat.REQUESTED_ADDRESS_FAMILY, 2L << 24)))
                .isZero();
        assertThat(ada.ask(ada.talk().permit(MEDIA)).code()).isEqualTo(443);
        assertThat(ada.ask(ada.talk().bind(0x4000, MEDIA6)).code()).isZero();
        ada.say(ada.talk().channelData(0x4000, bytes("six")));
        assertThat(venue.toPeers()).extracting(TurnVenue.Relayed::peer).containsExactly(PEER6);
    }

    @Test
    void usersNetworksAndAllTogetherHaveTheirShare() {
        TurnVenue small = new TurnVenue(new TurnLimits(4, 2, 3, 1_000));
        assertThat(join(small, "192.0.2.1", 1, "ada")).isZero();
        assertThat(join(small, "192.0.2.1", 2, "ada")).isZero();
        assertThat(join(small, "192.0.2.2", 3, "ada")).as("a user's third").isEqualTo(486);
        assertThat(join(small, "192.0.2.1", 4, "ben")).isZero();
        assertThat(join(small, "192.0.2.1", 5, "cem")).as("a network's fourth").isEqualTo(486);
        assertThat(join(small, "192.0.2.2", 6, "cem")).isZero();
        assertThat(join(small, "192.0.2.3", 7, "dan")).as("the fifth").isEqualTo(508);
        small.pass(10, TimeUnit.MINUTES);
        assertThat(small.stats().allocations()).isZero();
    }

    private static int join(TurnVenue venue, String host, int port, String id) {
        // Each time with other credentials: the share is the id's.
        TurnCredentials credentials = TurnVenue.SECRET.issue(id, TurnVenue.EPOCH + 600 + port);
        Guest guest = venue.guest(TurnVenue.udp(host, port), credentials).challenged();
        return guest.ask(guest.talk().allocate()).code();
    }

    @Test
    void anAllocationHasItsBandwidth() {
        TurnVenue narrow = new TurnVenue(new TurnLimits(4, 2, 3, 1_000));
        Guest ada = narrow.guest(ADA).allocated();
        ada.ask(ada.talk().bind(0x4000, MEDIA));
        for (int i = 0; i < 12; i++) {
            ada.say(ada.talk().channelData(0x4000, new byte[100]));
        }
        assertThat(narrow.toPeers()).hasSize(10);
        narrow.pass(1, TimeUnit.SECONDS);
        ada.say(ada.talk().channelData(0x4000, new byte[100]));
        assertThat(narrow.toPeers()).hasSize(11);
        assertThat(narrow.stats().refused()).containsEntry(TurnRefusal.BANDWIDTH, 2L);
    }

    @Test
    void strangersOfOneNetworkAreAnsweredOnlySoOften() {
        TurnTalk talk = venue.guest(ADA).talk();
        for (int i = 0; i < 2 * Throttle.PER_NETWORK; i++) {
            venue.receive(ADA, talk.firstAllocate());
        }
        assertThat(venue.sent()).isEqualTo(Throttle.PER_NETWORK);
        venue.guest(TurnVenue.udp("192.0.2.8", 1)).challenged();
        venue.pass(1, TimeUnit.SECONDS);
        venue.guest(ADA).challenged();
    }

    @Test
    void answersBindingWithTheAddressItSees() {
        Guest ada = venue.guest(ADA);
        TurnTalk.Reply reply = ada.ask(ada.talk().plain(TurnFormat.BINDING, body -> {}));
        assertThat(reply.mapped()).isEqualTo(ADA.remote());
    }

    @Test
    void takesAnyBytesWithoutFailing() {
        long seed = 8656;
        Random random = new Random(seed);
        Guest ada = venue.guest(ADA).allocated();
        ada.ask(ada.talk().bind(0x4000, MEDIA));
        byte[][] messages = {
            ada.talk().allocate(),
            ada.talk().refresh(600),
            ada.talk().permit(MEDIA, MEDIA6),
            ada.talk().bind(0x4000, MEDIA),
            ada.talk().send(MEDIA, new byte[33]),
            ada.talk().channelData(0x4000, new byte[33])
        };
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = near(messages[random.nextInt(messages.length)], random);
            try {
                venue.server().receive(PacketBuffer.wrap(packet), ADA, i, new Quiet());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", run " + i, e);
            }
        }
    }

    /** Takes everything. */
    private static final class Quiet implements TurnOutput {
        @Override
        public void toClient(Path client, PacketBuffer message) {}

        @Override
        public void toPeer(Allocation from, RelayPeer peer, PacketBuffer data) {
            assertThat(peer).isEqualTo(PEER);
        }

        @Override
        public void released(Allocation allocation) {}
    }

    private static byte[] near(byte[] message, Random random) {
        byte[] bytes = message.clone();
        switch (random.nextInt(3)) {
            case 0 -> {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                if (bytes.length >= 20 && random.nextBoolean()) {
                    bytes = Arrays.copyOf(bytes, bytes.length & ~3);
                    bytes[3] = (byte) (bytes.length - 20);
                }
            }
            case 1 -> {
                for (int flips = random.nextInt(6); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> {
                int word = 4 * random.nextInt(bytes.length / 4);
                bytes[word + 2] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 0);
                bytes[word + 3] = (byte) random.nextInt();
            }
        }
        return bytes;
    }
}
