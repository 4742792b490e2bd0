package foyer.sfu.router;

import foyer.sfu.api.ConsumerDescription;
import foyer.sfu.api.ConsumerOptions;
import foyer.sfu.api.MediaException;
import foyer.sfu.api.MediaException.Reason;
import foyer.sfu.api.MediaKind;
import foyer.sfu.api.ProducerDescription;
import foyer.sfu.api.ProducerOptions;
import foyer.sfu.api.ProducerType;
import foyer.sfu.api.RouterEvent;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.ortc.Ortc;
import foyer.sfu.ortc.ProducerMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How producers and consumers come into a room and leave it. */
final class RouterMembers {
    /** More of them is a mistake or an attack. */
    private static final int MAX_PRODUCERS_PER_PEER = 16;

    private static final int MAX_CONSUMERS_PER_PEER = 1024;

    private final Router router;

    RouterMembers(Router router) {
        this.router = router;
    }

    ProducerDescription produce(Peer peer, RouterCommand.Produce command, long nowNanos) {
        if (peer.producers().size() >= MAX_PRODUCERS_PER_PEER) {
            throw new MediaException(Reason.LIMIT, "producers: " + peer.producers().size());
        }
        if (router.producers().containsKey(command.producerId())) {
            throw new MediaException(Reason.INVALID, "producer exists: " + command.producerId());
        }
        ProducerOptions options = command.options();
        RtpParameters parameters = options.rtpParameters();
        Ortc.validateRtpParameters(parameters, options.kind());
        checkFree(peer, parameters);
        Producer producer = make(command.producerId(), options, peer);
        peer.incoming().add(producer);
        peer.producers().add(producer);
        producer.wishesChanged(nowNanos);
        return new ProducerDescription(producer.id(), producer.kind(), producer.type());
    }

    /** Makes a producer of packets that come by a pipe: the same id, streams and numbers. */
    Producer pipe(String producerId, ProducerOptions options, PipeInlet inlet) {
        return make(producerId, options, inlet);
    }

    private Producer make(String producerId, ProducerOptions options, Upstream upstream) {
        RtpParameters parameters = options.rtpParameters();
        ProducerMapping mapping = Ortc.mapProducer(parameters, router.config().capabilities());
        List<Long> ssrcs = new ArrayList<>();
        parameters.encodings().forEach(encoding -> ssrcs.add(router.chance().ssrc()));
        RtpParameters consumable =
                Ortc.consumableParameters(
                        options.kind(), parameters, router.config().capabilities(), mapping, ssrcs);
        ProducerType type = Ortc.typeOf(parameters);
        Producer producer =
                new Producer(producerId, router, upstream, options, type, consumable, mapping);
        router.producers().put(producer.id(), producer);
        return producer;
    }

    private static void checkFree(Peer peer, RtpParameters parameters) {
        String mid = parameters.mid();
        if (mid != null && peer.incoming().byMid(mid) != null) {
            throw new MediaException(Reason.INVALID, "mid in use: " + mid);
        }
        for (RtpEncodingParameters encoding : parameters.encodings()) {
            Long ssrc = encoding.ssrc();
            RtpEncodingParameters.Rtx rtx = encoding.rtx();
            if ((ssrc != null && peer.incoming().taken(ssrc))
                    || (rtx != null && peer.incoming().taken(rtx.ssrc()))) {
                throw new MediaException(Reason.INVALID, "ssrc in use: " + encoding);
            }
        }
    }

    ConsumerDescription consume(
            Peer peer, RouterCommand.Consume command, long nowNanos, RouterOutput out) {
        if (peer.consumers().size() >= MAX_CONSUMERS_PER_PEER) {
            throw new MediaException(Reason.LIMIT, "consumers: " + peer.consumers().size());
        }
        if (router.consumers().containsKey(command.consumerId())) {
            throw new MediaException(Reason.INVALID, "consumer exists: " + command.consumerId());
        }
        ConsumerOptions options = command.options();
        Producer producer = router.producer(options.producerId());
        Ortc.validateRtpCapabilities(options.rtpCapabilities());
        if (!Ortc.canConsume(producer.consumable(), options.rtpCapabilities())) {
            throw new MediaException(
                    Reason.CANNOT_CONSUME, "no common codec with producer " + producer.id());
        }
        boolean video = producer.kind() == MediaKind.VIDEO;
        RtpParameters parameters =
                Ortc.consumerParameters(
                        producer.consumable(),
                        options.rtpCapabilities(),
                        peer.nextMid(),
                        router.chance().ssrc(),
                        video ? router.chance().ssrc() : null,
                        Objects.requireNonNullElse(
                                producer.consumable().rtcp().cname(), producer.id()));
        Consumer consumer = new Consumer(command.consumerId(), peer, producer, options, parameters);
        peer.consumers().add(consumer);
        router.consumers().put(consumer.id(), consumer);
        producer.add(consumer, nowNanos, out);
        peer.downlink().add(consumer, nowNanos, out);
        return new ConsumerDescription(
                consumer.id(), producer.id(), producer.kind(), producer.type(), parameters);
    }

    void close(Consumer consumer, RouterOutput out) {
        consumer.producer().remove(consumer, router.nowNanos());
        consumer.peer().consumers().remove(consumer);
        consumer.peer().downlink().remove(consumer);
        router.consumers().remove(consumer.id());
        out.event(
                new RouterEvent.ConsumerClosed(
                        consumer.peer().transport().id(), consumer.id(), consumer.producer().id()));
        consumer.producer().upstream().consumerGone(consumer.producer(), out);
    }

    void close(Producer producer, RouterOutput out) {
        if (!router.producers().remove(producer.id(), producer)) {
            return;
        }
        for (Consumer consumer : List.copyOf(producer.consumers())) {
            close(consumer, out);
        }
        router.deadlines().remove(producer);
        producer.streams().forEach(router.deadlines()::remove);
        producer.upstream().ended(producer, out);
    }

    void closeAll(Peer peer, RouterOutput out) {
        for (Consumer consumer : List.copyOf(peer.consumers())) {
            close(consumer, out);
        }
        for (Producer producer : List.copyOf(peer.producers())) {
            close(producer, out);
        }
    }
}
