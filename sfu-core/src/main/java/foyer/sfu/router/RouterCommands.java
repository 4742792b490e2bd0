package foyer.sfu.router;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.forward.KeyFrameCause;
import org.jspecify.annotations.Nullable;

/** Does what the user of a room says. */
final class RouterCommands {
    private final Router router;
    private final RouterMembers members;

    RouterCommands(Router router, RouterMembers members) {
        this.router = router;
        this.members = members;
    }

    @Nullable Object apply(RouterCommand command, long now, RouterOutput out) {
        Object answer = null;
        switch (command) {
            case RouterCommand.CreateTransport c -> router.transports().create(c, out);
            case RouterCommand.ConnectTransport c ->
                    router.transports().peer(c.transportId()).transport().connect(c.remote(), out);
            case RouterCommand.RestartIce c ->
                    router.transports()
                            .peer(c.transportId())
                            .transport()
                            .restartIce(c.fresh(), out);
            case RouterCommand.CloseTransport c ->
                    router.transports().close(router.transports().peer(c.transportId()), out);
            case RouterCommand.Produce c ->
                    answer = members.produce(router.transports().peer(c.transportId()), c, now);
            case RouterCommand.PauseProducer c -> router.producer(c.producerId()).pause(now, out);
            case RouterCommand.ResumeProducer c -> router.producer(c.producerId()).resume(now, out);
            case RouterCommand.CloseProducer c ->
                    members.close(router.producer(c.producerId()), out);
            case RouterCommand.Consume c ->
                    answer =
                            members.consume(router.transports().peer(c.transportId()), c, now, out);
            case RouterCommand.PauseConsumer c -> consumer(c.consumerId()).pause(now, out);
            case RouterCommand.ResumeConsumer c -> consumer(c.consumerId()).resume(now, out);
            case RouterCommand.CloseConsumer c -> members.close(consumer(c.consumerId()), out);
            case RouterCommand.SetPreferredLayers c ->
                    consumer(c.consumerId()).prefer(c.preference(), now, out);
            case RouterCommand.SetPriority c -> prioritize(consumer(c.consumerId()), c.priority());
            case RouterCommand.RequestKeyFrame c ->
                    router.wantKeyFrame(consumer(c.consumerId()), KeyFrameCause.COMMAND, now, out);
            case RouterCommand.Close ignored -> router.transports().closeAll(out);
        }
        return answer;
    }

    private static void prioritize(Consumer consumer, int priority) {
        if (priority < 1 || priority > 255) {
            throw new MediaException(Reason.INVALID, "priority: " + priority);
        }
        consumer.peer().downlink().allocation().prioritize(consumer, priority);
    }

    private Consumer consumer(String consumerId) {
        Consumer consumer = router.consumers().get(consumerId);
        if (consumer == null) {
            throw new MediaException(Reason.NOT_FOUND, "no consumer: " + consumerId);
        }
        return consumer;
    }
}
