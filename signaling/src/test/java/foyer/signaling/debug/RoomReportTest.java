package foyer.signaling.debug;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.TransportState;
import foyer.sfu.bwe.BandwidthEstimator;
import foyer.sfu.forward.AllocationReason;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.Rung;
import foyer.sfu.router.DownlinkStats;
import foyer.sfu.router.LayerDecision;
import foyer.sfu.router.PipeStats;
import foyer.sfu.router.RouterStats;
import foyer.sfu.stream.ReceiveStreamStats;
import foyer.sfu.stream.SendStreamStats;
import foyer.sfu.wire.DropReason;
import foyer.signaling.media.Direction;
import foyer.signaling.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ann sends a video in three sizes on t1; Bob receives it on t2, over a narrow path. */
class RoomReportTest {
    private static final long WALL_MILLIS = 1_700_000_000_000L;
    private static final long NANOS = 90_000_000_000L;
    private static final Rung MIDDLE = new Rung(1, 2, 500_000);
    private static final LayerPreference NO_MORE = new LayerPreference(0, Integer.MAX_VALUE);

    private static final Setting SETTING =
            new Setting(
                    "r",
                    List.of(
                            new Setting.Seat("ann", true, true, Map.of("t1", Direction.SEND)),
                            new Setting.Seat("bob", false, false, Map.of("t2", Direction.RECEIVE))),
                    2,
                    Set.of("p"));

    private static RouterStats.TransportStats transport(String id, @Nullable Rung rung) {
        boolean divides = rung != null;
        return new RouterStats.TransportStats(
                id,
                TransportState.CONNECTED,
                "ignored",
                new DownlinkStats(
                        BandwidthEstimator.Basis.FEEDBACK,
                        900_000,
                        850_000,
                        0.0213,
                        3,
                        41.25,
                        5,
                        6_000,
                        divides
                                ? List.of(new DownlinkStats.Share("c", rung, List.of()))
                                : List.of(),
                        divides ? 700_000 : -1,
                        60_000,
                        3_300),
                "completed",
                "connected",
                new RouterStats.PathStats(
                        new RouterStats.SocketName("udp", "2001:db8::5", 40_000),
                        "192.0.2.7",
                        5_000),
                23.4567,
                1);
    }

    private static RouterStats.ProducerStats producer() {
        return new RouterStats.ProducerStats(
                "p",
                "t1",
                MediaKind.VIDEO,
                List.of(
                        new RouterStats.StreamStats(
                                11,
                                "q",
                                true,
                                new ReceiveStreamStats(
                                        990, 1, 150_000, 10, 1.5, 9, 8, 0, 0, 4, 12, 2, 30),
                                7),
                        new RouterStats.StreamStats(
                                -1,
                                "h",
                                false,
                                new ReceiveStreamStats(0, 0, 0, -3, 0, 0, 0, 3, 0, 0, 0, 0, 100),
                                0)),
                List.of(new Rung(0, 2, 150_000), MIDDLE, new Rung(2, 2, 1_500_000)),
                2,
                5,
                3,
                List.of(new RouterStats.KeyFrameWish(KeyFrameCause.LAYER_CHANGE, 1, 1_500)),
                "video/VP8",
                false,
                Map.of(KeyFrameCause.NEW_CONSUMER, 4L, KeyFrameCause.LAYER_CHANGE, 1L),
                2);
    }

    private static RouterStats.ConsumerStats consumer(
            LayerReason reason, LayerPreference preferred) {
        return new RouterStats.ConsumerStats(
                "c",
                "t2",
                "p",
                1,
                1,
                new RouterStats.LayerStats(1, 2, 1, 2, preferred, 4_000, reason),
                6,
                new SendStreamStats(1_000, 1, 480_000, 20, 19, 1, 0, 0, 1, 0.05, 30, 2.25, 24),
                MediaKind.VIDEO,
                List.of(
                        new LayerDecision(
                                NANOS - 9_000_000_000L,
                                -1,
                                -1,
                                0,
                                0,
                                LayerReason.WAITING_FOR_KEY_FRAME,
                                null,
                                300_000,
                                -1),
                        new LayerDecision(
                                NANOS - 4_000_000_000L,
                                0,
                                2,
                                1,
                                2,
                                LayerReason.BANDWIDTH,
                                AllocationReason.ROOM,
                                900_000,
                                700_000)));
    }

    private static RoomReport report(LayerReason reason, LayerPreference preferred) {
        RouterStats stats =
                new RouterStats(
                        List.of(transport("t1", null), transport("t2", MIDDLE)),
                        List.of(producer()),
                        List.of(consumer(reason, preferred)),
                        Map.of(DropReason.UNKNOWN_SOURCE, 4L),
                        NANOS,
                        List.of(new PipeStats("p", 1, 0, 2, 900, 7)));
        return RoomReport.of(SETTING, stats, WALL_MILLIS);
    }

    private static final String PATH =
            "\"path\":{\"protocol\":\"udp\",\"local\":\"[2001:db8::5]:40000\",\"remote\":\"192.0.2.7:5000\"},\"rttMs\":23.457";

    private static final String ANN =
            """
            {"id":"ann","role":"host","connected":true,
             "transports":[{"id":"t1","loop":1,"direction":"send","state":"connected",
               "iceState":"completed","dtlsState":"connected",%s}],
             "producers":[{"id":"p","transportId":"t1","kind":"video","codec":"video/VP8",
               "isScreen":true,"paused":false,"wantedSpatialLayer":2,
               "streams":[
                 {"rid":"q","ssrc":11,"flows":true,"bps":150000,"packets":990,"lost":10,
                  "nacked":12,"retransmitted":9,"repaired":8,"missing":2,"jitterMs":1.5,
                  "keyFrames":7},
                 {"rid":"h","flows":false,"bps":0,"packets":0,"lost":-3,"nacked":0,
                  "retransmitted":0,"repaired":0,"missing":0,"jitterMs":0.0,"keyFrames":0}],
               "keyFrames":{"wanted":5,"byCause":{"layer-change":1,"new-consumer":4},
                 "requested":3,"arrived":7,"unasked":2,
                 "last":[{"at":"2023-11-14T22:13:18.500Z","cause":"layer-change","stream":1}]},
               "lossByHop":{
                 "toServer":{"packets":990,"lost":10,"share":0.01,"repaired":8,"missing":2},
                 "toReceivers":[{"participantId":"bob","consumerId":"c","packets":1000,
                   "lost":30,"share":0.03,"lostLately":0.05,"retransmitted":19}]}}],
             "consumers":[]}\
            """
                    .formatted(PATH);

    private static final String BOB =
            """
            {"id":"bob","role":"participant","connected":false,
             "transports":[{"id":"t2","loop":1,"direction":"receive","state":"connected",
               "iceState":"completed","dtlsState":"connected",%s,
               "downlink":{"basis":"feedback","estimateBps":900000,"arrivedBps":850000,
                 "budgetBps":700000,"reservedBps":60000,"allottedBps":500000,"spentBps":480000,
                 "lossShare":0.021,
                 "pacer":{"packets":3,"bytes":3300,"longestWaitMs":41.25,"droppedPackets":5,
                   "probeBytes":6000}}}],
             "producers":[],
             "consumers":[{"id":"c","transportId":"t2","producerId":"p","of":"ann","kind":"video",
               "wanted":{},"chosen":{"spatial":1,"temporal":2},"sent":{"spatial":1,"temporal":2},
               "possible":{"spatial":2,"temporal":2,"bps":1500000},
               "ladder":[{"spatial":0,"temporal":2,"bps":150000},
                 {"spatial":1,"temporal":2,"bps":500000},{"spatial":2,"temporal":2,"bps":1500000}],
               "since":"2023-11-14T22:13:16Z","sinceMs":4000,"reason":"bandwidth",
               "whyNotHigher":"Spatial layer 2, temporal layer 2 takes 1500 kbit/s, which does not fit, or has not long enough: all videos here share 700 kbit/s of an estimated 900.",
               "switches":6,
               "delivery":{"bps":480000,"packets":1000,"retransmitted":19,"lost":30,
                 "lostLately":0.05,"jitterMs":2.25},
               "decisions":[
                 {"at":"2023-11-14T22:13:11Z","chosen":{"spatial":0,"temporal":0},
                  "reason":"waiting-for-key-frame","estimateBps":300000},
                 {"at":"2023-11-14T22:13:16Z","chosen":{"spatial":1,"temporal":2},
                  "sent":{"spatial":0,"temporal":2},"reason":"bandwidth","bandwidth":"room",
                  "estimateBps":900000,"budgetBps":700000}]}]}\
            """
                    .formatted(PATH);

    @Test
    void hasThisShape() {
        String text = Json.text(report(LayerReason.BANDWIDTH, LayerPreference.HIGHEST));
        assertThat(Json.parse(text))
                .isEqualTo(
                        Json.parse(
                                "{\"roomId\":\"r\",\"at\":\"2023-11-14T22:13:20Z\",\"participants\":["
                                        + ANN
                                        + ","
                                        + BOB
                                        + "],\"waitingGuests\":2,\"drops\":{\"unknown-source\":4},\"pipes\":["
                                        + "{\"producerId\":\"p\",\"fromLoop\":1,\"toLoop\":0,"
                                        + "\"maxSpatialLayer\":2,\"packets\":900,"
                                        + "\"droppedPackets\":7}]}"));
    }

    @Test
    void leavesOutWhatNobodyInTheRoomHas() {
        Setting nobody = new Setting("r", List.of(), 0, Set.of());
        RouterStats stats =
                new RouterStats(
                        List.of(transport("t1", null)),
                        List.of(producer()),
                        List.of(),
                        Map.of(),
                        NANOS,
                        List.of());
        assertThat(RoomReport.of(nobody, stats, WALL_MILLIS).participants()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HIGHEST               |
                    PREFERRED             | Its user wants no more than spatial layer 0, temporal layer any.
                    NOT_SENT              | More is wanted, but its sender does not send it now.
                    WAITING_FOR_KEY_FRAME | It waits for a key frame of spatial layer 1.
                    PAUSED                | Its user has paused it.
                    PRODUCER_PAUSED       | Its sender is paused, by itself or by a host.
                    NOTHING_SENT          | Its sender has not sent anything yet.
                    """)
    void saysWhyNotHigher(LayerReason reason, @Nullable String sentence) {
        ConsumerReport consumer =
                report(reason, NO_MORE).participants().getLast().consumers().getFirst();
        assertThat(consumer.whyNotHigher()).isEqualTo(sentence);
        assertThat(consumer.wanted()).isEqualTo(new ConsumerReport.Wanted(0, null));
    }
}
