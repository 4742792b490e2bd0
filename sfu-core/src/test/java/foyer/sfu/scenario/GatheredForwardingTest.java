package foyer.sfu.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.scenario.ForwardingBenchmark.Reading;
import foyer.sfu.scenario.PreparedVideo.Sizes;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpReport;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatheredForwardingTest {
    private static final int RECEIVERS = 7;
    private static final int PACKETS = 250;

    /** Keeps what each receiver is sent, and who is sent something in which order. */
    private static class Kept implements ForwardingBenchmark.Exit {
        final Map<Path, List<String>> byPath = new LinkedHashMap<>();
        final List<Path> order = new ArrayList<>();

        @Override
        public void transmit(PacketBuffer datagram, Path path) {
            keep(datagram.copy(), path);
        }

        void keep(byte[] datagram, Path path) {
            byPath.computeIfAbsent(path, one -> new ArrayList<>())
                    .add(HexFormat.of().formatHex(datagram));
            order.add(path);
        }
    }

    /** Gives places outside the heap, as a batch does. */
    private static final class Places extends Kept {
        private final MemorySegment memory = Arena.ofAuto().allocate(3 * PacketBuffer.CAPACITY);
        private final NativePacket place = new NativePacket();
        private int placed;

        @Override
        public @Nullable NativePacket place(Path path, int bytes) {
            // What was there before must not matter.
            memory.fill((byte) placed);
            return place.rewrap(memory, placed % 3 * 1000L, bytes);
        }

        @Override
        public void transmitPlaced(Path path) {
            placed++;
            keep(place.copy(), path);
        }
    }

    private static <E extends Kept> E played(Srtp srtp, Reading reading, E exit) {
        return played(Sizes.EQUAL, srtp, reading, exit);
    }

    private static <E extends Kept> E played(Sizes sizes, Srtp srtp, Reading reading, E exit) {
        ForwardingBenchmark room = new ForwardingBenchmark(RECEIVERS, sizes, srtp, exit);
        room.prepare(PACKETS);
        room.consent();
        room.play(PACKETS, reading);
        return exit;
    }

    private static Srtp srtp(SrtpCipher cipher) {
        SrtpReport report = Srtp.choose(cipher, System::nanoTime);
        return new Srtp(report::choice);
    }

    @Test
    void receiversAreSentTheSameAsPacketByPacket() {
        Kept single = played(Srtp.base(), Reading.ONE_BY_ONE, new Kept());
        Kept together = played(Srtp.base(), Reading.TOGETHER, new Kept());
        assertThat(single.byPath).hasSize(RECEIVERS + 1);
        assertThat(together.byPath).isEqualTo(single.byPath);
        assertThat(together.order).isNotEqualTo(single.order);
    }

    @Test
    void aFrameThatWasDividedEvenlyIsOfOneSize() {
        Kept single = played(Sizes.AS_BROWSERS, Srtp.base(), Reading.ONE_BY_ONE, new Kept());
        Kept together = played(Sizes.AS_BROWSERS, Srtp.base(), Reading.TOGETHER, new Kept());
        assertThat(lengths(single)).hasSize(2);
        assertThat(lengths(together)).hasSize(1);
    }

    /** Of the last frames, whose packets do not say any more whose they are. */
    private static Set<Integer> lengths(Kept kept) {
        return kept.byPath.values().stream()
                .filter(datagrams -> datagrams.size() >= PACKETS)
                .flatMap(datagrams -> datagrams.reversed().stream().limit(60))
                .map(String::length)
                .filter(hex -> hex > 1_000) // media, not reports
                .collect(Collectors.toSet());
    }

    @Test
    void aFrameGoesToOneReceiverAfterTheOther() {
        Kept together = played(Srtp.base(), Reading.TOGETHER, new Kept());
        List<Path> last =
                together.order.subList(
                        together.order.size() - 4 * RECEIVERS, together.order.size());
        for (int i = 0; i < last.size(); i++) {
            // 250 packets are 41 frames of six, and four of the next.
            assertThat(last.get(i)).isEqualTo(last.get(i / 4 * 4));
        }
        assertThat(last.stream().distinct()).hasSize(RECEIVERS);
    }

    @ParameterizedTest
    @EnumSource(SrtpCipher.class)
    void whatIsWrittenToItsPlaceIsWhatTheBaseMakesInPlace(SrtpCipher cipher) {
        Kept inPlace = played(Srtp.base(), Reading.ONE_BY_ONE, new Kept());
        Places placed = played(srtp(cipher), Reading.TOGETHER, new Places());
        assertThat(placed.byPath).isEqualTo(inPlace.byPath);
        assertThat(placed.placed).isGreaterThanOrEqualTo(PACKETS * RECEIVERS * 9 / 10);
    }
}
