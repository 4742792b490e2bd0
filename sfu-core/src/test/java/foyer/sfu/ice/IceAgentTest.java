package foyer.sfu.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.IceParameters;
import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IceAgentTest {
    private static final IceParameters SERVER =
            new IceParameters("serverfragment", "a password of the server", /* iceLite= */ true);
    private static final IceParameters FRESH =
            new IceParameters("freshfragment", "another password of it!", /* iceLite= */ true);
    private static final Path PATH = path(1000);

    private final IceAgent agent = new IceAgent(SERVER);
    private final StunClient client = new StunClient(SERVER, "peer", new Random(1));
    private final RecordingIceOutput out = new RecordingIceOutput();

    @Test
    void answersACheckWithWhereItCameFrom() {
        assertThat(receive(client.bindingRequest())).isNull();
        assertThat(client.mappedAddress(out.lastPacket())).isEqualTo(PATH.remote());
        assertThat(out.packetPaths).containsExactly(PATH);
    }

    /** 203.0.113.5:49160, each part exclusive-or'd with the cookie (RFC 8489 14.2). */
    private static final byte[] RELAYED = HexFormat.of().parseHex("0001e11aea12d547");

    @Test
    void answersARelayedCheckWithTheAddressOfTheRelay() {
        byte[] check =
                client.request(1)
                        .integrity(SERVER.password())
                        .attribute(0x0016, RELAYED)
                        .fingerprint()
                        .build();
        assertThat(receive(check)).isNull();
        assertThat(client.mappedAddress(out.lastPacket()))
                .isEqualTo(new InetSocketAddress("203.0.113.5", 49_160));
        assertThat(out.packetPaths).containsExactly(PATH);
        assertThat(agent.selectedPath()).isEqualTo(PATH);
    }

    @Test
    void readsNoRelayFromElsewhereInACheck() {
        byte[] cut =
                client.request(1)
                        .integrity(SERVER.password())
                        .attribute(0x0016, Arrays.copyOf(RELAYED, 7))
                        .fingerprint()
                        .build();
        assertThat(receive(cut)).isNull();
        assertThat(client.mappedAddress(out.lastPacket())).isEqualTo(PATH.remote());
    }

    @Test
    void usesTheFirstPathBeforeAnyNomination() {
        assertThat(agent.state()).isEqualTo(IceState.NEW);
        receive(client.bindingRequest());
        assertThat(out.events).containsExactly("added 1000", "selected 1000");
        assertThat(agent.selectedPath()).isEqualTo(PATH);
        assertThat(agent.knows(PATH)).isTrue();
        assertThat(agent.state()).isEqualTo(IceState.CONNECTED);
        receive(client.nominatingRequest());
        assertThat(agent.state()).isEqualTo(IceState.COMPLETED);
        assertThat(out.events).containsExactly("added 1000", "selected 1000");
    }

    @Test
    void saysNothingToACheckWithoutARightFingerprint() {
        byte[] unsealed = client.request(1).integrity(SERVER.password()).build();
        assertThat(receive(unsealed)).isEqualTo(DropReason.MALFORMED_STUN);
        byte[] wrong = client.bindingRequest();
        wrong[wrong.length - 1] ^= 1;
        assertThat(receive(wrong)).isEqualTo(DropReason.MALFORMED_STUN);
        assertThat(out.packets).isEmpty();
        assertThat(agent.state()).isEqualTo(IceState.NEW);
    }

    @Test
    void refusesAWrongPasswordWith401() {
        byte[] check = client.request(1).integrity("a wrong password").fingerprint().build();
        assertThat(receive(check)).isEqualTo(DropReason.BAD_INTEGRITY);
        assertRefusedWith(401, check);
    }

    @Test
    void refusesAnotherUserWith401() {
        IceParameters other = new IceParameters("other", SERVER.password(), /* iceLite= */ true);
        byte[] check = new StunClient(other, "peer", new Random(1)).bindingRequest();
        assertThat(receive(check)).isEqualTo(DropReason.UNKNOWN_USER);
        assertRefusedWith(401, check);
    }

    @Test
    void wantsAPeersFragmentBehindTheColon() {
        byte[] check = new StunClient(SERVER, "", new Random(1)).bindingRequest();
        assertThat(receive(check)).isEqualTo(DropReason.UNKNOWN_USER);
    }

    @Test
    void refusesAnUnsignedCheckWith400() {
        byte[] check = client.request(1).fingerprint().build();
        assertThat(receive(check)).isEqualTo(DropReason.MALFORMED_STUN);
        assertRefusedWith(400, check);
    }

    @Test
    void neverAnswersAStrangerWithMoreThanItSent() {
        byte[] bare = new StunBuilder(0x0001, new byte[12]).fingerprint().build();
        assertThat(receive(bare)).isEqualTo(DropReason.MALFORMED_STUN);
        assertThat(out.packets).isEmpty();
    }

    @Test
    void namesUnknownMandatoryAttributesWith420() {
        byte[] check = client.seal(client.request(1).attribute(0x0003, new byte[4]));
        assertThat(receive(check)).isNull();
        assertThat(client.errorCode(out.lastPacket())).isEqualTo(420);
        // ice4j fills up an odd list by repeating, as RFC 3489 11.2.10 had it
        assertThat(out.lastAnswer().attribute(0x000a)).containsExactly(0, 3, 0, 3);
        assertThat(agent.state()).isEqualTo(IceState.NEW);
    }

    @Test
    void refusesACheckWithoutPriorityWithASigned400() {
        StunBuilder check =
                new StunBuilder(0x0001, new byte[12])
                        .attribute(StunBuilder.USERNAME, SERVER.usernameFragment() + ":peer");
        assertThat(receive(client.seal(check))).isEqualTo(DropReason.MALFORMED_STUN);
        assertThat(out.lastAnswer().errorCode()).isEqualTo(400);
        assertThat(out.lastAnswer().isSignedWith(SERVER.password())).isTrue();
    }

    @Test
    void sendsAControlledPeerIntoTheOtherRoleWith487() {
        byte[] check =
                client.seal(
                        client.request(1)
                                .attribute64(StunBuilder.ICE_CONTROLLED, 0)
                                .attribute(StunBuilder.USE_CANDIDATE));
        assertThat(receive(check)).isNull();
        assertThat(client.errorCode(out.lastPacket())).isEqualTo(487);
        assertThat(agent.state()).isEqualTo(IceState.NEW);
        assertThat(agent.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void takesIndicationsFromKnownPathsOnly() {
        assertThat(receive(client.bindingIndication())).isEqualTo(DropReason.UNKNOWN_SOURCE);
        receive(client.bindingRequest());
        long deadline = agent.nextDeadlineNanos();
        assertThat(agent.receive(PacketBuffer.wrap(client.bindingIndication()), PATH, 5, out))
                .isNull();
        assertThat(agent.nextDeadlineNanos()).as("no consent").isEqualTo(deadline);
        byte[] wrong = client.bindingIndication();
        wrong[wrong.length - 1] ^= 1;
        assertThat(receive(wrong)).isEqualTo(DropReason.MALFORMED_STUN);
    }

    @Test
    void dropsAnswersAndOtherMethods() {
        for (int type : new int[] {0x0101, 0x0111, 0x0003, 0x0080}) {
            byte[] other = new StunBuilder(type, new byte[12]).fingerprint().build();
            assertThat(receive(other)).isEqualTo(DropReason.UNKNOWN_PROTOCOL);
        }
        assertThat(out.packets).isEmpty();
    }

    @Test
    void letsOldCredentialsAnswerUntilNewOnesAreUsed() {
        receive(client.nominatingRequest());
        agent.restart(FRESH);
        assertThat(agent.usernameFragments()).containsExactly("serverfragment", "freshfragment");
        assertThat(receive(client.nominatingRequest())).isNull();
        assertThat(client.isSuccessResponse(out.lastPacket())).isTrue();

        StunClient renewed = new StunClient(FRESH, "peer2", new Random(2));
        assertThat(receive(renewed.bindingRequest())).isNull();
        assertThat(renewed.isSuccessResponse(out.lastPacket())).isTrue();
        assertThat(agent.usernameFragments()).containsExactly("freshfragment");
        assertThat(receive(client.nominatingRequest())).isEqualTo(DropReason.UNKNOWN_USER);
    }

    @Test
    void staysOnItsPathAfterARestartUntilAnotherIsNominated() {
        receive(client.nominatingRequest(9));
        agent.restart(FRESH);
        StunClient renewed = new StunClient(FRESH, "peer2", new Random(2));
        Path next = path(2000);
        agent.receive(PacketBuffer.wrap(renewed.bindingRequest(1)), next, 0, out);
        assertThat(agent.selectedPath()).isEqualTo(PATH);
        agent.receive(PacketBuffer.wrap(renewed.nominatingRequest(1)), next, 0, out);
        assertThat(agent.selectedPath()).isEqualTo(next);
        assertThat(agent.state()).isEqualTo(IceState.COMPLETED);
    }

    @Test
    void keepsTheUsedAndTheNewestOfManyRestarts() {
        for (int i = 0; i < 5; i++) {
            agent.restart(new IceParameters("restart" + i, "password", /* iceLite= */ true));
        }
        assertThat(agent.usernameFragments())
                .containsExactly("serverfragment", "restart3", "restart4");
    }

    @Test
    void refusesEmptyCredentials() {
        assertThatThrownBy(() -> new IceAgent(new IceParameters("x", "", /* iceLite= */ true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acceptsNothingButTheCheckItself() {
        long seed = 8445;
        Random random = new Random(seed);
        byte[] valid = client.nominatingRequest();
        Path stranger = path(2000);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = AnyBytes.near(valid, random);
            String round = "seed " + seed + ", round " + i;
            try {
                DropReason reason = agent.receive(PacketBuffer.wrap(bytes), stranger, 0, out);
                boolean accepted = reason == null;
                assertThat(accepted).as(round).isEqualTo(Arrays.equals(bytes, valid));
                if (accepted) {
                    agent.pathClosed(stranger, out);
                }
            } catch (RuntimeException e) {
                throw new AssertionError(round, e);
            }
        }
    }

    @Test
    void bearsAnyAttributesOfAnAuthenticatedPeer() {
        long seed = 5245;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            StunBuilder check = client.request(random.nextInt());
            for (int extra = random.nextInt(4); extra > 0; extra--) {
                byte[] value = new byte[random.nextInt(24)];
                random.nextBytes(value);
                int type = random.nextInt(0x30) + (random.nextBoolean() ? 0x8000 : 0);
                check.attribute(type, value);
            }
            try {
                receive(client.seal(check));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
            out.packets.clear();
            out.packetPaths.clear();
        }
        assertThat(agent.state()).isEqualTo(IceState.COMPLETED);
    }

    private void assertRefusedWith(int code, byte[] check) {
        assertThat(out.lastAnswer().errorCode()).isEqualTo(code);
        assertThat(out.lastAnswer().hasRightFingerprint()).isTrue();
        assertThat(out.lastAnswer().attribute(StunBuilder.MESSAGE_INTEGRITY)).isNull();
        assertThat(out.lastPacket().length()).isLessThanOrEqualTo(check.length);
        assertThat(out.events).isEmpty();
        assertThat(agent.state()).isEqualTo(IceState.NEW);
    }

    private @Nullable DropReason receive(byte[] packet) {
        return agent.receive(PacketBuffer.wrap(packet), PATH, 0, out);
    }

    private static Path path(int port) {
        return new Path(0, new InetSocketAddress("192.0.2.1", port));
    }
}
