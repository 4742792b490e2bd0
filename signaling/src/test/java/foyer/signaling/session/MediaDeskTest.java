package foyer.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.LayerPreference;
import foyer.sfu.api.LayerReason;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.TransportState;
import foyer.signaling.media.FakeRouter;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Notice;
import foyer.signaling.protocol.ProducerEntry;
import foyer.signaling.room.Departure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Ann (host, s1) and Bob (s2) are in room a; each has its first send transport. */
class MediaDeskTest {
    private static final String CODECS =
            "\"codecs\":[{\"kind\":\"audio\",\"mimeType\":\"audio/opus\",\"payloadType\":100,"
                    + "\"clockRate\":48000,\"channels\":2}]";

    private final House house = new House();
    private String annSends = "";

    @BeforeEach
    void join() {
        annSends = ((Answer.Joined) house.join("s1", "a", "ann")).transportOptions().id();
        house.join("s2", "a", "bob");
        house.told("s1");
        house.told("s2");
    }

    private FakeRouter router() {
        return house.routers.latest();
    }

    private Answer ask(String socketId, String event, String fields) {
        return house.ask(socketId, event, "{\"roomId\":\"a\"" + fields + "}");
    }

    private String transport(String socketId, String event) {
        return ((Answer.TransportMade) ask(socketId, event, "")).transportOptions().id();
    }

    private String produce() {
        return ((Answer.Produced) produceOn("s1", annSends)).id();
    }

    private Answer produceOn(String socketId, String transportId) {
        return ask(
                socketId,
                "produce",
                ",\"transportId\":\"%s\",\"kind\":\"audio\",\"rtpParameters\":{%s},\"appData\":{\"isScreen\":true}"
                        .formatted(transportId, CODECS));
    }

    private Answer consume(String socketId, String transportId, String producerId) {
        return ask(
                socketId,
                "consume",
                ",\"transportId\":\"%s\",\"producerId\":\"%s\",\"rtpCapabilities\":{%s}"
                        .formatted(transportId, producerId, CODECS));
    }

    private static String producer(String id) {
        return ",\"producerId\":\"" + id + "\"";
    }

    private static Answer refused(ErrorWord word) {
        return Answer.refused(word);
    }

    @Test
    void tellsTheOthersOfAProducerAndListsIt() {
        String producerId = produce();
        ProducerEntry expected =
                new ProducerEntry(
                        producerId,
                        "name of ann",
                        "ann",
                        JsonNodeFactory.instance.objectNode().put("isScreen", true));
        assertThat(house.told("s2")).containsExactly(new Notice.NewProducer(expected));
        assertThat(house.told("s1")).isEmpty();
        assertThat(ask("s2", "get-producers", ""))
                .isInstanceOfSatisfying(
                        Answer.Producers.class,
                        answer -> assertThat(answer.producers()).containsExactly(expected));
    }

    @Test
    void refusesToProduceOnATransportThatIsNotItsOwnOrTheWrongWay() {
        String bobReceives = transport("s2", "create-receive-transport");
        assertThat(produceOn("s2", annSends)).isEqualTo(refused(ErrorWord.NOT_READY));
        assertThat(produceOn("s2", bobReceives)).isEqualTo(refused(ErrorWord.NOT_READY));
        assertThat(produceOn("s2", "made-up")).isEqualTo(refused(ErrorWord.NOT_READY));
        assertThat(house.told("s1")).isEmpty();
    }

    @Test
    void connectsOwnTransportsTheRightWayOnly() {
        String receives = transport("s1", "create-receive-transport");
        String dtls =
                ",\"dtlsParameters\":{\"role\":\"client\",\"fingerprints\":"
                        + "[{\"algorithm\":\"sha-256\",\"value\":\"AA\"}]}";
        String send = ",\"transportId\":\"" + annSends + "\"";
        String receive = ",\"transportId\":\"" + receives + "\"";
        assertThat(ask("s1", "connect-transport", send + dtls)).isEqualTo(Answer.EMPTY);
        assertThat(ask("s1", "connect-receive-transport", receive + dtls)).isEqualTo(Answer.EMPTY);
        assertThat(ask("s1", "connect-transport", receive + dtls))
                .isEqualTo(refused(ErrorWord.NOT_FOUND));
        assertThat(ask("s2", "connect-transport", send + dtls))
                .isEqualTo(refused(ErrorWord.NOT_FOUND));
        assertThat(ask("s1", "connect-transport", send + ",\"dtlsParameters\":{}"))
                .isEqualTo(refused(ErrorWord.INVALID));
        assertThat(ask("s1", "connect-transport", send + ",\"dtlsParameters\":7"))
                .isEqualTo(refused(ErrorWord.INVALID));
    }

    @Test
    void tellsReceiversWhatIsSentAndSendersWhatIsWanted() {
        String producerId = produce();
        String bobReceives = transport("s2", "create-receive-transport");
        String consumerId = ((Answer.Consumed) consume("s2", bobReceives, producerId)).id();
        house.told("s1");
        house.told("s2");

        router().emit(new RouterEvent.ConsumerPaused(consumerId, LayerReason.BANDWIDTH));
        router().emit(new RouterEvent.ConsumerLayersChanged(consumerId, null));
        router().emit(new RouterEvent.ConsumerResumed(consumerId));
        router().emit(new RouterEvent.ConsumerLayersChanged(consumerId, new LayerPreference(1, 2)));
        router().emit(new RouterEvent.ProducerLayersWanted(producerId, -1));
        assertThat(house.told("s2"))
                .containsExactly(
                        new Notice.ConsumerLayers(producerId, null, null, true, "bandwidth"),
                        new Notice.ConsumerLayers(producerId, null, null, false, null),
                        new Notice.ConsumerLayers(producerId, 1, 2, false, null));
        assertThat(house.told("s1"))
                .containsExactly(new Notice.ProducerLayersWanted(producerId, -1));
    }

    @Test
    void restartsIceOfOwnTransportsOnly() {
        String transport = ",\"transportId\":\"" + annSends + "\"";
        assertThat(ask("s1", "restart-ice", transport)).isInstanceOf(Answer.IceRestarted.class);
        assertThat(ask("s2", "restart-ice", transport)).isEqualTo(refused(ErrorWord.NOT_FOUND));
    }

    @Test
    void consumesWithTheProducersAppData() {
        String producerId = produce();
        String receives = transport("s2", "create-receive-transport");
        assertThat(consume("s2", receives, producerId))
                .isInstanceOfSatisfying(
                        Answer.Consumed.class,
                        made -> {
                            assertThat(made.producerId()).isEqualTo(producerId);
                            assertThat(made.id()).isNotEqualTo(producerId);
                            assertThat(made.appData().get("isScreen").booleanValue()).isTrue();
                        });
        assertThat(router().calls())
                .contains("consume " + receives + " " + producerId + " RUNNING");
    }

    @Test
    void refusesToConsumeWhatIsNotThereOrCannotBeReceived() {
        String producerId = produce();
        String receives = transport("s2", "create-receive-transport");
        assertThat(consume("s2", receives, "made-up")).isEqualTo(refused(ErrorWord.CANNOT_CONSUME));
        assertThat(consume("s2", "made-up", producerId)).isEqualTo(refused(ErrorWord.NOT_READY));
        assertThat(
                        ask(
                                "s2",
                                "consume",
                                ",\"transportId\":\"%s\",\"producerId\":\"%s\",\"rtpCapabilities\":{}"
                                        .formatted(receives, producerId)))
                .isEqualTo(refused(ErrorWord.CANNOT_CONSUME));
    }

    @Test
    void tellsEachConsumersSocketOnceThatTheProducerClosed() {
        String producerId = produce();
        house.join("s3", "a", "cid");
        consume("s2", transport("s2", "create-receive-transport"), producerId);
        house.told("s2");
        house.told("s3");
        assertThat(ask("s1", "close-producer", producer(producerId))).isEqualTo(Answer.EMPTY);
        assertThat(house.told("s2")).containsExactly(new Notice.ProducerClosed(producerId));
        assertThat(house.told("s3")).isEmpty();
        assertThat(router().producers()).isEmpty();
        assertThat(router().consumers()).isEmpty();
    }

    @Test
    void closesOnlyOwnProducers() {
        String producerId = produce();
        ask("s2", "close-producer", producer(producerId));
        assertThat(router().producers()).containsExactly(producerId);
    }

    @Test
    void tellsWhenTheEngineClosesAProducer() {
        String producerId = produce();
        consume("s2", transport("s2", "create-receive-transport"), producerId);
        house.told("s2");
        router().emit(new RouterEvent.ProducerClosed(annSends, producerId));
        assertThat(house.told("s2")).containsExactly(new Notice.ProducerClosed(producerId));
        assertThat(consume("s2", "any", producerId)).isEqualTo(refused(ErrorWord.CANNOT_CONSUME));
    }

    @Test
    void tellsWhenTheEngineClosesAConsumer() {
        String producerId = produce();
        String receives = transport("s2", "create-receive-transport");
        String consumerId = ((Answer.Consumed) consume("s2", receives, producerId)).id();
        house.told("s2");
        router().emit(new RouterEvent.ConsumerClosed(receives, "another", producerId));
        assertThat(house.told("s2")).isEmpty();
        router().emit(new RouterEvent.ConsumerClosed(receives, consumerId, producerId));
        assertThat(house.told("s2")).containsExactly(new Notice.ProducerClosed(producerId));
    }

    @Test
    void consumesAgainInPlaceOfTheFirstConsumer() {
        String producerId = produce();
        String receives = transport("s2", "create-receive-transport");
        String first = ((Answer.Consumed) consume("s2", receives, producerId)).id();
        String second = ((Answer.Consumed) consume("s2", receives, producerId)).id();
        house.told("s2");
        assertThat(router().consumers()).containsExactly(second);
        assertThat(router().calls()).contains("closeConsumer " + first);
        ask("s2", "pause-consumer", producer(producerId));
        assertThat(router().calls()).contains("pauseConsumer " + second);
        assertThat(house.told("s2")).isEmpty();
    }

    @Test
    void passesOnRealChangesOnly() {
        String producerId = produce();
        String receives = transport("s2", "create-receive-transport");
        String consumerId = ((Answer.Consumed) consume("s2", receives, producerId)).id();
        int before = router().calls().size();
        for (String event :
                List.of(
                        "resume-consumer",
                        "pause-consumer",
                        "pause-consumer",
                        "resume-consumer",
                        "request-keyframe")) {
            ask("s2", event, producer(producerId));
        }
        ask(
                "s2",
                "set-preferred-layers",
                producer(producerId) + ",\"spatialLayer\":1,\"temporalLayer\":2");
        assertThat(router().calls().subList(before, router().calls().size()))
                .containsExactly(
                        "pauseConsumer " + consumerId,
                        "resumeConsumer " + consumerId,
                        "requestKeyFrame " + consumerId,
                        "setPreferredLayers " + consumerId + " 1/2");
    }

    @Test
    void endsTheMediaOfWhoLeavesAndTellsItsConsumersFirst() {
        String producerId = produce();
        consume("s2", transport("s2", "create-receive-transport"), producerId);
        house.told("s2");
        ask("s1", "leave-room", "");
        assertThat(house.told("s2"))
                .containsExactly(
                        new Notice.ProducerClosed(producerId),
                        new Notice.UserLeft("ann"),
                        new Notice.HostChanged("bob"));
        assertThat(router().producers()).isEmpty();
        assertThat(router().transports()).doesNotContain(annSends);
    }

    @Test
    void keepsTheMediaOfALostParticipantUntilItComesBackOrItsTimeIsOver() {
        String producerId = produce();
        consume("s2", transport("s2", "create-receive-transport"), producerId);
        house.told("s2");
        house.reception.disconnected("s1", Departure.LOST);
        assertThat(router().producers()).containsExactly(producerId);
        house.join("s9", "a", "ann");
        assertThat(router().producers()).isEmpty();
        assertThat(house.told("s2"))
                .containsExactly(
                        new Notice.ProducerClosed(producerId),
                        new Notice.UserJoined("ann", "name of ann"));
    }

    @Test
    void tellsWhoSpeaksByParticipant() {
        String producerId = produce();
        house.told("s2");
        router().emit(new RouterEvent.DominantSpeaker(producerId));
        assertThat(house.told("s2")).containsExactly(new Notice.DominantSpeaker("ann"));
        router().emit(new RouterEvent.DominantSpeaker(null));
        assertThat(house.told("s2")).isEmpty();
        house.time.pass(800);
        assertThat(house.told("s2")).containsExactly(new Notice.DominantSpeaker(null));
    }

    @Test
    void forgetsATransportThatTheEngineClosed() {
        router().emit(new RouterEvent.TransportStateChanged(annSends, TransportState.CLOSED));
        assertThat(produceOn("s1", annSends)).isEqualTo(refused(ErrorWord.NOT_READY));
    }

    @Test
    void keepsTheNumberOfTransportsSmall() {
        String producerId = produce();
        for (int i = 0; i < 20; i++) {
            transport("s1", "create-send-transport");
            house.time.pass(1_000);
        }
        assertThat(router().transports()).hasSizeLessThan(12).contains(annSends);
        assertThat(router().producers()).containsExactly(producerId);
    }

    @Test
    void refusesAppDataThatIsNoSmallObject() {
        String start =
                ",\"transportId\":\"%s\",\"kind\":\"audio\",\"rtpParameters\":{%s},\"appData\":"
                        .formatted(annSends, CODECS);
        assertThat(ask("s1", "produce", start + "[]")).isEqualTo(refused(ErrorWord.NOT_READY));
        assertThat(ask("s1", "produce", start + "{\"x\":\"" + "y".repeat(1_024) + "\"}"))
                .isEqualTo(refused(ErrorWord.NOT_READY));
        assertThat(ask("s1", "produce", start + "null")).isInstanceOf(Answer.Produced.class);
    }
}
