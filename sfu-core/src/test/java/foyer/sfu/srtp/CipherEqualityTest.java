package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to the ciphers against the reference, packet for packet. */
class CipherEqualityTest {
    private static final int SSRC = 0xcafe_babe;
    private static final int PACKETS = 3000;

    private final MemorySegment batch = Arena.ofAuto().allocate(8192);
    private final NativePacket place = new NativePacket();

    @BeforeAll
    static void needsTheLibrary() {
        NativeCiphers.assumeThere();
    }

    static Stream<Arguments> candidates() {
        return Arrays.stream(SrtpProfile.values())
                .flatMap(profile ->
                        Stream.of(SrtpCipher.NATIVE, SrtpCipher.JDK)
                                .map(cipher -> Arguments.of(profile, cipher)));
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void sealsRtpAsTheReferenceDoes(SrtpProfile profile, SrtpCipher cipher) {
        Pair pair = new Pair(profile, cipher);
        Random random = new Random(profile.id());
        int number = 60_000; // so that it rolls over
        for (int i = 0; i < PACKETS; i++) {
            number += 1 + random.nextInt(10);
            int ssrc = SSRC + random.nextInt(3);
            PacketBuffer reference = Packets.anyRtp(random, ssrc, number & 0xffff);
            PacketBuffer candidate = Packets.buffer(reference.copy());
            String at = "%s seed %d packet %d".formatted(profile, profile.id(), i);
            SrtpResult result = pair.reference.protectRtp(reference);
            if (random.nextBoolean()) {
                assertThat(pair.candidate.protectRtp(candidate)).as(at).isEqualTo(result);
                assertThat(candidate.copy()).as(at).isEqualTo(reference.copy());
            } else {
                byte[] clear = candidate.copy();
                place.rewrap(batch, random.nextInt(4096), 4096);
                assertThat(pair.candidate.protectRtp(candidate, place)).as(at).isEqualTo(result);
                assertThat(place.copy()).as(at).isEqualTo(reference.copy());
                assertThat(candidate.copy()).as(at).isEqualTo(clear);
            }
        }
        assertThat(pair.candidate.snapshot()).isEqualTo(pair.reference.snapshot());
        assertThat(pair.candidate.snapshot().sent().getFirst().rollOverCounter()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void sealsRtcpAsTheReferenceDoes(SrtpProfile profile, SrtpCipher cipher) {
        Pair pair = new Pair(profile, cipher);
        Random random = new Random(profile.id());
        for (int i = 0; i < PACKETS; i++) {
            PacketBuffer reference = Packets.rtcp(random.nextInt(), random.nextInt(300));
            PacketBuffer candidate = Packets.buffer(reference.copy());
            pair.reference.protectRtcp(reference);
            pair.candidate.protectRtcp(candidate);
            assertThat(candidate.copy()).as("packet %d", i).isEqualTo(reference.copy());
        }
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void opensAndRefusesAsTheReferenceDoes(SrtpProfile profile, SrtpCipher cipher) {
        Pair pair = new Pair(profile, cipher);
        SrtpContext sender = Srtp.create(pair.keys.mirrored());
        Random random = new Random(profile.id());
        int[] results = new int[SrtpResult.values().length];
        int number = 60_000;
        PacketBuffer earlier = Packets.anyRtp(random, SSRC, number);
        sender.protectRtp(earlier);
        for (int i = 0; i < PACKETS; i++) {
            PacketBuffer packet = Packets.anyRtp(random, SSRC, ++number & 0xffff);
            sender.protectRtp(packet);
            byte[] bytes =
                    switch (random.nextInt(8)) {
                        case 0 -> earlier.copy();
                        case 1 -> flipped(packet.copy(), random);
                        case 2 -> Arrays.copyOf(packet.copy(), random.nextInt(packet.length()));
                        case 3 -> Packets.bytes(random, random.nextInt(1500));
                        default -> packet.copy();
                    };
            PacketBuffer reference = Packets.buffer(bytes);
            PacketBuffer candidate = Packets.buffer(bytes);
            SrtpResult result = pair.reference.unprotectRtp(reference);
            results[List.of(SrtpResult.values()).indexOf(result)]++;
            assertThat(pair.candidate.unprotectRtp(candidate)).as("packet %d", i).isEqualTo(result);
            if (result == SrtpResult.OK) {
                assertThat(candidate.copy()).as("packet %d", i).isEqualTo(reference.copy());
                earlier = packet;
            }
        }
        assertThat(results).as("each result was met").doesNotContain(0);
        assertThat(pair.candidate.snapshot()).isEqualTo(pair.reference.snapshot());
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void opensAndRefusesRtcpAsTheReferenceDoes(SrtpProfile profile, SrtpCipher cipher) {
        Pair pair = new Pair(profile, cipher);
        SrtpContext sender = Srtp.create(pair.keys.mirrored());
        Random random = new Random(profile.id());
        for (int i = 0; i < PACKETS; i++) {
            PacketBuffer packet = Packets.rtcp(SSRC, random.nextInt(300));
            sender.protectRtcp(packet);
            boolean harmed = random.nextInt(3) == 0;
            byte[] bytes = harmed ? flipped(packet.copy(), random) : packet.copy();
            PacketBuffer reference = Packets.buffer(bytes);
            PacketBuffer candidate = Packets.buffer(bytes);
            SrtpResult result = pair.reference.unprotectRtcp(reference);
            assertThat(pair.candidate.unprotectRtcp(candidate)).as("%d", i).isEqualTo(result);
            assertThat(result == SrtpResult.OK).as("%d", i).isEqualTo(!harmed);
            if (!harmed) {
                assertThat(candidate.copy()).as("%d", i).isEqualTo(reference.copy());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void refusesAPlaceThatIsTooSmall(SrtpProfile profile, SrtpCipher cipher) {
        Pair pair = new Pair(profile, cipher);
        PacketBuffer packet = Packets.rtp(SSRC, 1, 100);
        int overhead = profile == SrtpProfile.AES128_CM_HMAC_SHA1_80 ? 10 : 16;
        place.rewrap(batch, 0, packet.length() + overhead - 1);
        assertThat(pair.candidate.protectRtp(packet, place)).isEqualTo(SrtpResult.MALFORMED);
        assertThat(place.length()).isZero();
        place.rewrap(batch, 0, packet.length() + overhead);
        assertThat(pair.candidate.protectRtp(packet, place)).isEqualTo(SrtpResult.OK);
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static final class Pair {
        private final SrtpKeys keys;
        private final SrtpContext reference;
        private final SrtpContext candidate;

        private Pair(SrtpProfile profile, SrtpCipher cipher) {
            keys = Packets.keys(profile, new Random(profile.id()));
            reference = Srtp.create(keys);
            candidate = new Srtp(() -> new CipherChoice(cipher, cipher)).context(keys);
        }
    }
}
