package foyer.signaling.session;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.api.MediaKind;
import foyer.signaling.media.Direction;
import foyer.signaling.media.MediaFailures;
import foyer.signaling.media.PeerMedia;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.ProducerEntry;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Member;
import foyer.signaling.room.Room;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers a member's requests about media. On its room's executor. */
final class MediaDesk {
    private final Room room;
    private final RoomSession session;
    private final Meetings.Setup setup;

    MediaDesk(Room room, RoomSession session, Meetings.Setup setup) {
        this.room = room;
        this.session = session;
        this.setup = setup;
    }

    void handle(Member member, PeerMedia peer, Request request, Ack ack) {
        switch (request) {
            case Request.CreateSendTransport _ ->
                    createTransport(member, peer, Direction.SEND, ack);
            case Request.CreateReceiveTransport _ ->
                    createTransport(member, peer, Direction.RECEIVE, ack);
            case Request.ConnectSendTransport(_, String id, var parameters) ->
                    connected(peer.connectTransport(Direction.SEND, id, parameters), ack);
            case Request.ConnectReceiveTransport(_, String id, var parameters) ->
                    connected(peer.connectTransport(Direction.RECEIVE, id, parameters), ack);
            case Request.RestartIce(_, String id) ->
                    answer(
                            peer.restartIce(id),
                            parameters ->
                                    new Answer.IceRestarted(
                                            parameters, setup.iceServersOf(member.userId())),
                            failure -> ErrorWord.NOT_FOUND,
                            ack);
            case Request.Produce produce -> produce(member, peer, produce, ack);
            case Request.Consume consume -> consume(peer, consume, ack);
            case Request.GetProducers _ ->
                    ack.answer(
                            new Answer.Producers(
                                    List.copyOf(room.stage().producers()),
                                    room.othersOf(member.userId())));
            default -> {
                order(peer, request);
                ack.answer(Answer.EMPTY);
            }
        }
    }

    /** What gets no answer on the wire, but an empty one where a client asks for it. */
    private void order(PeerMedia peer, Request request) {
        switch (request) {
            case Request.CloseProducer(_, String producerId) -> closeProducer(peer, producerId);
            case Request.PauseConsumer(_, String producerId) -> peer.pause(producerId);
            case Request.ResumeConsumer(_, String producerId) -> peer.resume(producerId);
            case Request.SetPreferredLayers(_, String producerId, var preference) ->
                    peer.prefer(producerId, preference);
            case Request.RequestKeyFrame(_, String producerId) -> peer.requestKeyFrame(producerId);
            default -> throw new IllegalArgumentException("request: " + request);
        }
    }

    private void createTransport(Member member, PeerMedia peer, Direction direction, Ack ack) {
        answer(
                peer.createTransport(direction),
                options -> new Answer.TransportMade(options, setup.iceServersOf(member.userId())),
                failure -> ErrorWord.NOT_READY,
                ack);
    }

    private static void connected(CompletionStage<Void> stage, Ack ack) {
        answer(
                stage,
                done -> Answer.EMPTY,
                failure ->
                        switch (MediaFailures.reason(failure)) {
                            case NOT_FOUND, CLOSED -> ErrorWord.NOT_FOUND;
                            case INVALID, CANNOT_CONSUME, LIMIT -> ErrorWord.INVALID;
                        },
                ack);
    }

    private void produce(Member member, PeerMedia peer, Request.Produce request, Ack ack) {
        if (!mayPublish(member, request)) {
            ack.refuse(ErrorWord.NOT_ALLOWED);
            return;
        }
        var _ =
                peer.produce(request.transportId(), request.kind(), request.rtpParameters())
                        .whenComplete((made, failure) -> {
                            if (failure == null) {
                                produced(made.id(), member, peer, request, ack);
                            } else {
                                ack.refuse(ErrorWord.NOT_READY);
                            }
                        });
    }

    private void produced(
            String id, Member member, PeerMedia peer, Request.Produce request, Ack ack) {
        // The hosts may have changed their mind while the engine was asked.
        if (mayPublish(member, request)) {
            session.apply(out ->
                    room.stage().published(id, member, request.kind(), request.appData(), out));
            ack.answer(new Answer.Produced(id));
        } else {
            peer.closeProducer(id);
            ack.refuse(ErrorWord.NOT_ALLOWED);
        }
    }

    private boolean mayPublish(Member member, Request.Produce request) {
        return room.stage().mayPublish(member.userId(), request.kind(), request.appData());
    }

    private void closeProducer(PeerMedia peer, String producerId) {
        if (peer.owns(producerId)) {
            peer.closeProducer(producerId);
            session.producerGone(producerId);
        }
    }

    private void consume(PeerMedia peer, Request.Consume request, Ack ack) {
        String producerId = request.producerId();
        if (room.stage().producer(producerId) == null) {
            ack.refuse(ErrorWord.CANNOT_CONSUME);
            return;
        }
        var _ =
                peer.consume(request.transportId(), producerId, request.rtpCapabilities())
                        .whenComplete((made, failure) -> {
                            if (failure == null) {
                                consumed(peer, made, ack);
                            } else {
                                ack.refuse(consumeRefusal(failure, producerId));
                            }
                        });
    }

    private void consumed(PeerMedia peer, ConsumerDescription made, Ack ack) {
        ProducerEntry producer = room.stage().producer(made.producerId());
        if (producer == null) {
            peer.dropConsumer(made.producerId());
            ack.refuse(ErrorWord.CANNOT_CONSUME);
            return;
        }
        if (made.kind() == MediaKind.VIDEO && room.stage().isScreen(made.producerId())) {
            peer.putFirst(made.producerId());
        }
        ack.answer(
                new Answer.Consumed(
                        made.id(),
                        made.producerId(),
                        made.kind(),
                        made.rtpParameters(),
                        producer.appData()));
    }

    private ErrorWord consumeRefusal(Throwable failure, String producerId) {
        Reason reason = MediaFailures.reason(failure);
        boolean producerGone = room.stage().producer(producerId) == null;
        return reason == Reason.CANNOT_CONSUME || reason == Reason.INVALID || producerGone
                ? ErrorWord.CANNOT_CONSUME
                : ErrorWord.NOT_READY;
    }

    private static <T extends @Nullable Object> void answer(
            CompletionStage<T> stage,
            Function<T, Answer> answer,
            Function<Throwable, ErrorWord> refusal,
            Ack ack) {
        var _ =
                stage.whenComplete((value, failure) -> {
                    if (failure == null) {
                        ack.answer(answer.apply(value));
                    } else {
                        ack.refuse(refusal.apply(failure));
                    }
                });
    }
}
