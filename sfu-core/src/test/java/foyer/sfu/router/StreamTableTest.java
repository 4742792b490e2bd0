package foyer.sfu.router;

import static foyer.sfu.router.TestRoom.MID_ID;
import static foyer.sfu.router.TestRoom.OPUS;
import static foyer.sfu.router.TestRoom.REPAIRED_RID_ID;
import static foyer.sfu.router.TestRoom.RID_ID;
import static foyer.sfu.router.TestRoom.RTX;
import static foyer.sfu.router.TestRoom.VP8;
import static foyer.sfu.router.TestRoom.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Origin;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamTableTest {
    private final TestRoom room = new TestRoom();
    private final Peer peer = room.peer("t");
    private final StreamTable table = peer.incoming();

    @Test
    void signaledSsrcsAreKnownAtOnce() {
        Producer video = ssrcVideo("v", "0", 100L, 101L);

        assertThat(table.find(packet(VP8, 100, w -> {})))
                .isEqualTo(new StreamTable.Binding(video.streams().get(0), Origin.MEDIA));
        assertThat(table.find(packet(RTX, 101, w -> {})))
                .isEqualTo(new StreamTable.Binding(video.streams().get(0), Origin.RTX));
        assertThat(table.find(packet(VP8, 102, w -> {}))).isNull();
    }

    @Test
    void namesTellWhoseANewSsrcIsAndItIsRemembered() {
        Producer video = ridVideo("v", "0", "q", "h");
        StreamTable.Binding half = table.find(named(VP8, 7, "0", RID_ID, "h"));

        assertThat(half).isEqualTo(new StreamTable.Binding(video.streams().get(1), Origin.MEDIA));
        assertThat(table.find(packet(VP8, 7, w -> {}))).isSameAs(half);
        assertThat(table.find(7)).isSameAs(half);
        assertThat(video.streams().get(1).ssrc()).isEqualTo(7);
        assertThat(video.streams().get(0).ssrc()).isNegative();
    }

    @Test
    void repairStreamIsKnownByTheNameOfWhatItRepairs() {
        Producer video = ridVideo("v", "0", "q", "h");

        assertThat(table.find(named(RTX, 8, "0", REPAIRED_RID_ID, "q")))
                .isEqualTo(new StreamTable.Binding(video.streams().get(0), Origin.RTX));
        assertThat(video.streams().get(0).rtxSsrc()).isEqualTo(8);
        assertThat(video.streams().get(0).ssrc()).isNegative();
        // A repair stream names itself by the repaired id, never by a rid.
        assertThat(table.find(named(RTX, 9, "0", RID_ID, "q"))).isNull();
    }

    @Test
    void oneStreamWithoutANameIsKnownByItsMid() {
        Producer audio =
                room.produce(
                        peer,
                        "a",
                        MediaKind.AUDIO,
                        TestRoom.audio("5", RtpEncodingParameters.ofSsrc(1, null)));

        StreamTable.Binding binding = table.find(packet(OPUS, 66, w -> w.text(MID_ID, "5")));
        assertThat(binding)
                .isEqualTo(new StreamTable.Binding(audio.streams().getFirst(), Origin.MEDIA));
    }

    @Test
    void midChoosesBetweenProducersOfTheSameNames() {
        ridVideo("v", "0", "q", "h");
        Producer screen = ridVideo("s", "1", "q", "h");

        StreamTable.Binding binding = table.find(named(VP8, 7, "1", RID_ID, "q"));
        assertThat(binding)
                .isEqualTo(new StreamTable.Binding(screen.streams().get(0), Origin.MEDIA));
    }

    @Test
    void strangersAreNobodys() {
        ridVideo("v", "0", "q", "h");

        assertThat(table.find(packet(VP8, 7, w -> {}))).isNull();
        assertThat(table.find(named(VP8, 7, "0", RID_ID, "f"))).isNull();
        assertThat(table.find(named(VP8, 7, "1", RID_ID, "q"))).isNull();
        assertThat(table.find(named(OPUS, 7, "0", RID_ID, "q"))).isNull();
        assertThat(table.find(packet(VP8, 7, w -> w.text(RID_ID, "q")))).isNull();
        assertThat(table.taken(7)).isFalse();
    }

    @Test
    void closedProducerFreesItsSsrcsAndKeepsTheOthers() {
        Producer video = ssrcVideo("v", "0", 100L, 101L);
        Producer other = ssrcVideo("w", "1", 200L, 201L);
        table.remove(video);

        assertThat(table.taken(100)).isFalse();
        assertThat(table.taken(101)).isFalse();
        assertThat(table.find(200))
                .isEqualTo(new StreamTable.Binding(other.streams().get(0), Origin.MEDIA));
        assertThat(table.find(201))
                .isEqualTo(new StreamTable.Binding(other.streams().get(0), Origin.RTX));
        assertThat(table.byMid("0")).isNull();
        assertThat(table.byMid("1")).isSameAs(other);
    }

    @Test
    void ssrcAndMidOfAnotherProducerAreRefused() {
        ssrcVideo("v", "0", 100L, 101L);

        assertThatThrownBy(() -> ssrcVideo("w", "1", 101L, 102L))
                .isInstanceOf(MediaException.class);
        assertThatThrownBy(() -> ssrcVideo("w", "0", 300L, 301L))
                .isInstanceOf(MediaException.class);
        assertThat(peer.producers()).hasSize(1);
        assertThat(table.taken(300)).isFalse();
    }

    @Test
    void learnsABoundedNumberOfSsrcs() {
        ridVideo("v", "0", "q", "h");
        int learnt = 0;
        for (int ssrc = 1; ssrc <= 1_000; ssrc++) {
            if (table.find(named(VP8, ssrc, "0", RID_ID, "q")) != null) {
                learnt++;
            }
        }

        assertThat(learnt).isEqualTo(128);
        assertThat(table.find(1)).isNotNull();
    }

    @Test
    void hostileNamesAreNobodysAndHarmNothing() {
        Producer video = ridVideo("v", "0", "q", "h");
        long seed = 8_852;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] name = new byte[1 + random.nextInt(200)];
            random.nextBytes(name);
            name[0] = 'x';
            RtpPacket packet =
                    packet(
                            random.nextBoolean() ? VP8 : RTX,
                            5_000 + i,
                            w ->
                                    w.text(MID_ID, "0")
                                            .extension(RID_ID, name)
                                            .extension(REPAIRED_RID_ID, name));
            assertThat(table.find(packet)).as("seed %d, round %d", seed, i).isNull();
        }
        assertThat(video.streams().get(0).ssrc()).isNegative();
        assertThat(table.find(named(VP8, 7, "0", RID_ID, "q"))).isNotNull();
    }

    private Producer ssrcVideo(String id, String mid, long ssrc, long rtxSsrc) {
        return room.produce(
                peer,
                id,
                MediaKind.VIDEO,
                TestRoom.video(mid, List.of(RtpEncodingParameters.ofSsrc(ssrc, rtxSsrc))));
    }

    private Producer ridVideo(String id, String mid, String first, String second) {
        return room.produce(
                peer,
                id,
                MediaKind.VIDEO,
                TestRoom.video(
                        mid,
                        List.of(
                                RtpEncodingParameters.ofRid(first),
                                RtpEncodingParameters.ofRid(second))));
    }

    private static RtpPacket named(int type, long ssrc, String mid, int id, String name) {
        return packet(type, ssrc, w -> w.text(MID_ID, mid).text(id, name));
    }
}
