package foyer.sfu.router;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.wire.DropReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A router's pipes to the others of its room: producers of theirs that somebody here consumes, and
 * what those routers say.
 */
final class Pipes {
    /** A pipe's number: its slot in the low bits, how often that was used before above. */
    private static final int SLOT_BITS = 16;

    private static final int SLOTS = 1 << SLOT_BITS;

    private final Router router;
    private @Nullable Producer[] producers = new @Nullable Producer[16];
    private int[] numbers = new int[16];
    private int open;

    Pipes(Router router) {
        this.router = router;
    }

    /** Producers of other routers that are consumed here. */
    int open() {
        return open;
    }

    /** Consumes a producer that another router has; it is piped here from the first time on. */
    ConsumerDescription consume(
            RouterCommand.Consume command, PipeSource source, long nowNanos, RouterOutput out) {
        Peer peer = router.transports().peer(command.transportId());
        String producerId = command.options().producerId();
        Producer producer = router.producers().get(producerId);
        if (producer == null) {
            producer = open(producerId, source, nowNanos, out);
        }
        try {
            return router.members().consume(peer, command, nowNanos, out);
        } finally {
            // When nothing came of it.
            producer.upstream().consumerGone(producer, out);
        }
    }

    private Producer open(String producerId, PipeSource source, long nowNanos, RouterOutput out) {
        int slot = freeSlot();
        PipeInlet inlet = new PipeInlet(router, source.router(), numbers[slot]);
        Producer producer = router.members().pipe(producerId, source.options(), inlet);
        producers[slot] = producer;
        open++;
        out.tell(source.router(), new PipeMessage.Open(producerId, inlet.pipe()));
        producer.wishesChanged(nowNanos);
        return producer;
    }

    private int freeSlot() {
        for (int i = 0; i < producers.length; i++) {
            if (producers[i] == null) {
                if ((numbers[i] & SLOTS - 1) != i) {
                    numbers[i] = i;
                }
                return i;
            }
        }
        int first = producers.length;
        if (first == SLOTS) {
            throw new IllegalStateException("pipes: " + open);
        }
        producers = Arrays.copyOf(producers, first * 2);
        numbers = Arrays.copyOf(numbers, first * 2);
        numbers[first] = first;
        return first;
    }

    void forget(PipeInlet inlet) {
        int slot = inlet.pipe() & SLOTS - 1;
        if (numbers[slot] == inlet.pipe() && producers[slot] != null) {
            producers[slot] = null;
            // What is still on its way means nobody.
            numbers[slot] += SLOTS;
            open--;
        }
    }

    private @Nullable Producer find(int pipe) {
        int slot = pipe & SLOTS - 1;
        return slot < producers.length && numbers[slot] == pipe ? producers[slot] : null;
    }

    /** A packet came by a pipe. */
    void receive(
            int pipe,
            int stream,
            long extendedSequence,
            PipedAs as,
            RtpPacket packet,
            long nowNanos,
            RouterOutput out) {
        Producer producer = find(pipe);
        if (producer == null) {
            router.drops().count(DropReason.CLOSED);
            return;
        }
        producer.intake()
                .receivePiped(
                        producer.streams().get(stream),
                        extendedSequence,
                        as,
                        packet,
                        nowNanos,
                        out);
    }

    /** Another router says something. */
    void receive(int from, PipeMessage message, long nowNanos, RouterOutput out) {
        switch (message) {
            case PipeMessage.OfConsumers wish -> {
                Producer producer = router.producers().get(wish.producerId());
                if (producer != null && producer.upstream() instanceof Peer) {
                    wished(from, wish, producer, nowNanos, out);
                } else if (wish instanceof PipeMessage.Open open) {
                    out.tell(from, new PipeMessage.Ended(open.pipe()));
                }
            }
            case PipeMessage.OfProducer news -> {
                Producer producer = find(news.pipe());
                if (producer != null) {
                    told(news, producer, nowNanos, out);
                }
            }
            case PipeMessage.Heard heard -> router.speakers().heard(heard, nowNanos);
            case PipeMessage.SpeakerGone gone -> router.speakers().remove(gone.producerId(), out);
        }
    }

    /** Consumers behind a pipe want something of a producer that is here. */
    private static void wished(
            int from,
            PipeMessage.OfConsumers wish,
            Producer producer,
            long nowNanos,
            RouterOutput out) {
        switch (wish) {
            case PipeMessage.Open open -> producer.outlets().open(from, open, out);
            case PipeMessage.Close ignored -> producer.outlets().close(from);
            case PipeMessage.LayersWanted layers -> producer.outlets().want(from, layers);
            case PipeMessage.KeyFrameWanted wanted -> {
                if (!producer.paused()) {
                    producer.wantKeyFrame(wanted.stream(), KeyFrameCause.PIPE, nowNanos, out);
                }
            }
        }
        producer.wishesChanged(nowNanos);
    }

    /** Something became of a producer that is elsewhere. */
    private void told(
            PipeMessage.OfProducer news, Producer producer, long nowNanos, RouterOutput out) {
        switch (news) {
            case PipeMessage.Paused ignored -> producer.pause(nowNanos, out);
            case PipeMessage.Resumed ignored -> producer.resume(nowNanos, out);
            case PipeMessage.Ended ignored -> {
                if (producer.upstream() instanceof PipeInlet inlet) {
                    inlet.cut();
                }
                router.members().close(producer, out);
            }
            case PipeMessage.SenderTime time ->
                    producer.streams()
                            .get(time.stream())
                            .receive()
                            .senderReport(time.ntp(), time.rtpTimestamp(), nowNanos);
        }
    }
}
