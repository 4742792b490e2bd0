package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.PacketBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
    private static final int DATAGRAMS = 500_000;
    private static final int PACKETS = 100_000;
    private static final Duration FROM = Duration.ofSeconds(2);
    private static final Duration FOR = Duration.ofSeconds(10);

    private final long seed = 31;
    private final Scenario call = new Scenario(seed);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final VirtualPeer anna = call.peer("anna", LinkConditions.CLEAN);
    private final VirtualPeer ben = call.peer("ben", LinkConditions.CLEAN);

    @Test
    void anyDatagramIsDroppedAndTheCallGoesOn() {
        call.everybodyMeets(Duration.ZERO);
        long gap = FOR.toNanos() / DATAGRAMS;
        for (int i = 0; i < DATAGRAMS / 100; i++) {
            call.at(FROM.plusNanos(i * gap * 100), this::hundredDatagrams);
        }
        call.run(FROM.plus(FOR).plusSeconds(2));
        Map<DropReason, Long> drops = call.server().drops().snapshot();
        System.out.println("drops of " + DATAGRAMS + " hostile datagrams: " + drops);
        expectAnUnbrokenCall();
        assertThat(drops.values().stream().mapToLong(Long::longValue).sum())
                .as("every one is counted, or left to DTLS")
                .isEqualTo(DATAGRAMS - call.server().handshakeDatagrams());
        assertThat(drops.keySet())
                .contains(
                        DropReason.SRTP_AUTHENTICATION,
                        DropReason.MALFORMED_STUN,
                        DropReason.TRUNCATED,
                        DropReason.UNKNOWN_PROTOCOL,
                        DropReason.UNKNOWN_SOURCE);
    }

    private void hundredDatagrams() {
        for (int i = 0; i < 100; i++) {
            byte[] datagram =
                    switch (random.nextInt(3)) {
                        case 0 -> garbage();
                        case 1 -> truncated(call.server().recent(random));
                        default -> flipped(call.server().recent(random));
                    };
            call.server().accept(datagram, source());
        }
    }

    private InetSocketAddress source() {
        return switch (random.nextInt(5)) {
            case 0 -> anna.publisher().transport().address();
            case 1 -> anna.subscriber().transport().address();
            case 2 -> ben.publisher().transport().address();
            case 3 -> ben.subscriber().transport().address();
            default -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        };
    }

    private byte[] garbage() {
        byte[] bytes = new byte[1 + random.nextInt(1500)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            // The first byte of RTP: most others are no protocol of ours.
            bytes[0] = (byte) (0x80 | random.nextInt(0x40));
        }
        return bytes;
    }

    private byte[] truncated(byte[] datagram) {
        return Arrays.copyOf(datagram, 1 + random.nextInt(datagram.length - 1));
    }

    private byte[] flipped(byte[] datagram) {
        byte[] copy = datagram.clone();
        int first = random.nextInt(copy.length * 8);
        copy[first / 8] ^= (byte) (1 << first % 8);
        for (int i = random.nextInt(4); i > 0; i--) {
            int bit = random.nextInt(copy.length * 8);
            copy[bit / 8] ^= bit == first ? 0 : (byte) (1 << bit % 8);
        }
        return copy;
    }

    @Test
    void anythingThatAnAuthenticPeerSendsHarmsNobodyElse() {
        VirtualPeer mallory = call.peer("mallory", LinkConditions.CLEAN);
        call.everybodyMeets(Duration.ZERO);
        long gap = FOR.toNanos() / PACKETS;
        PacketBuffer clear = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        for (int i = 0; i < PACKETS / 20; i++) {
            call.at(
                    FROM.plusNanos(i * gap * 20),
                    () -> {
                        for (int k = 0; k < 20; k++) {
                            sendAnything(mallory, clear);
                        }
                    });
        }
        call.at(FROM, () -> ben.tracks().forEach(track -> ignore(track, mallory)));
        call.at(FROM, () -> anna.tracks().forEach(track -> ignore(track, mallory)));
        call.run(FROM.plus(FOR).plusSeconds(2));
        System.out.println("drops of an authentic stranger: " + call.server().drops().snapshot());
        expectAnUnbrokenCall();
    }

    /** What a hostile sender's own streams become is not judged. */
    private void ignore(ReceivedTrack track, VirtualPeer mallory) {
        if (track.description().producerId().startsWith(mallory.name())) {
            track.close();
        }
    }

    private void sendAnything(VirtualPeer mallory, PacketBuffer clear) {
        boolean rtcp = random.nextBoolean();
        byte[] bytes = garbage();
        clear.length(bytes.length);
        clear.putBytes(0, bytes, 0, bytes.length);
        if (bytes.length >= 16) {
            clear.putU8(0, 0x80 | random.nextInt(0x40));
            clear.putU8(1, rtcp ? 200 + random.nextInt(8) : type(random));
            if (rtcp) {
                clear.putU16(2, random.nextInt(bytes.length / 4));
            } else {
                clear.putU32(8, ssrc(mallory));
            }
        }
        VirtualTransport transport =
                random.nextBoolean()
                        ? mallory.publisher().transport()
                        : mallory.subscriber().transport();
        transport.sendAnything(clear, rtcp);
    }

    private static int type(SplittableRandom random) {
        int[] types = {
            PeerParameters.VP8, PeerParameters.VP8_RTX, PeerParameters.OPUS, random.nextInt(128)
        };
        return types[random.nextInt(types.length)] & 0x7f;
    }

    private long ssrc(VirtualPeer mallory) {
        SentStream stream =
                mallory.publisher()
                        .streams()
                        .get(random.nextInt(mallory.publisher().streams().size()));
        return switch (random.nextInt(3)) {
            case 0 -> stream.numbers().ssrc();
            case 1 -> stream.numbers().rtxSsrc();
            default -> random.nextInt() & 0xffff_ffffL;
        };
    }

    private void expectAnUnbrokenCall() {
        for (VirtualPeer peer : new VirtualPeer[] {anna, ben}) {
            VirtualPeer other = peer == anna ? ben : anna;
            ReceivedTrack video = peer.videoFrom(other);
            ReceivedTrack audio = peer.audioFrom(other);
            assertThat(video.problems()).as(call.seed()).isEmpty();
            assertThat(audio.problems()).as(call.seed()).isEmpty();
            assertThat(video.missing().asked() + audio.missing().asked()).isZero();
            assertThat(video.longestFreezeNanos(Scenario.nanosAt(FROM), call.events().nowNanos()))
                    .as(call.seed())
                    .isLessThan(Duration.ofMillis(120).toNanos());
        }
    }
}
