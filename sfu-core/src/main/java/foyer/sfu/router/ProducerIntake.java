package foyer.sfu.router;

import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.rtp.Rtx;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.Origin;
import foyer.sfu.stream.PayloadMemory;

/** A producer's packets from their arrival until they are gathered to be forwarded. */
final class ProducerIntake {
    /** As long as its consumers keep what they were sent, at 10 Mbit/s. */
    private static final int PAYLOAD_BYTES = 2 << 20;

    private final Producer producer;
    private final PayloadMemory payloads =
            new PayloadMemory(PAYLOAD_BYTES, OutgoingStream.BUFFER_NANOS);

    ProducerIntake(Producer producer) {
        this.producer = producer;
    }

    /**
     * Takes a clear packet of one of the streams; RTX is unpacked in place. It is forwarded with
     * what is gathered around it.
     */
    void receive(RtpPacket packet, StreamTable.Binding binding, long nowNanos, RouterOutput out) {
        ProducerStream stream = binding.stream();
        int bytes = packet.buffer().length();
        if (binding.origin() == Origin.RTX && !unpack(packet, stream)) {
            return;
        }
        if (!producer.codecs().isMedia(packet.payloadType())) {
            return;
        }
        Arrival arrival =
                stream.arrived(
                        packet.sequenceNumber(),
                        packet.timestamp(),
                        bytes,
                        nowNanos,
                        binding.origin());
        producer.router().deadlines().update(stream);
        producer.keyFrames().packetArrived(nowNanos);
        if (!arrival.isNew() || producer.paused()) {
            producer.router().deadlines().update(producer);
            return;
        }
        read(stream, packet, bytes, arrival, nowNanos, out);
    }

    /**
     * Takes a clear packet that came by a pipe; it is forwarded with what is gathered around it.
     */
    void receivePiped(
            ProducerStream stream,
            long extendedSequence,
            PipedAs as,
            RtpPacket packet,
            long nowNanos,
            RouterOutput out) {
        producer.router().gathering().before(producer, nowNanos, out);
        int bytes = packet.buffer().length();
        Arrival there = as == PipedAs.BEGINNING ? Arrival.RESTART : Arrival.NEXT;
        Arrival arrival =
                stream.receive()
                        .relay(extendedSequence, there, packet.timestamp(), bytes, nowNanos);
        producer.keyFrames().packetArrived(nowNanos);
        if (!arrival.isNew() || producer.paused()) {
            producer.router().deadlines().update(producer);
            return;
        }
        if (as == PipedAs.BEGINNING) {
            // Whoever asked for the layer is waiting.
            producer.aimWithNext(nowNanos);
        }
        read(stream, packet, bytes, arrival, nowNanos, out);
    }

    private void read(
            ProducerStream stream,
            RtpPacket packet,
            int bytes,
            Arrival arrival,
            long nowNanos,
            RouterOutput out) {
        GatheredPacket gathered = producer.router().gathering().next();
        PayloadFacts facts = gathered.facts();
        inspect(packet, facts);
        stream.describe(packet, facts, arrival);
        measure(stream, facts, bytes, arrival, nowNanos);
        aim(stream, facts, packet, arrival, nowNanos, out);
        producer.outlets()
                .forward(stream, stream.receive().extended(), arrival, packet, nowNanos, out);
        gather(gathered, stream, packet, arrival, nowNanos, out);
        producer.router().deadlines().update(producer);
    }

    private void gather(
            GatheredPacket gathered,
            ProducerStream stream,
            RtpPacket packet,
            Arrival arrival,
            long nowNanos,
            RouterOutput out) {
        gathered.set(stream, packet, arrival, nowNanos);
        if (producer.isVideo()) {
            payloads.hold(
                    packet.buffer(),
                    packet.payloadOffset(),
                    packet.payloadLength(),
                    gathered.payload(),
                    nowNanos);
        }
        producer.router().gathering().add(producer);
        if (producer.descriptorId() != 0) {
            // There is one descriptor for each stream, and the next packet fills it anew.
            producer.router().gathering().forward(out);
        }
    }

    /**
     * Gives back the memory of payloads too old to be asked for, when nothing comes; false while
     * there is some.
     */
    boolean trim(long nowNanos) {
        return payloads.trim(nowNanos);
    }

    private void measure(
            ProducerStream stream, PayloadFacts facts, int bytes, Arrival arrival, long nowNanos) {
        int spatial = producer.isLayered() ? facts.spatialLayer() : stream.index();
        int shared = producer.isLayered() && !facts.spatialLeaf() ? bytes : 0;
        producer.rates().received(spatial, facts.temporalLayer(), bytes, shared, nowNanos);
        if (facts.endOfFrame()) {
            producer.rates().frameEnded(spatial);
        }
        DependencyDescriptor descriptor = stream.descriptor();
        if (producer.isLayered()
                && arrival != Arrival.LATE
                && descriptor != null
                && (descriptor.structurePresent() || descriptor.activeDecodeTargetsPresent())) {
            producer.rates().activeUpTo(descriptor.activeSpatialLayer());
        }
    }

    private boolean unpack(RtpPacket packet, ProducerStream stream) {
        // Padding alone is a probe of the sender's, not a retransmission.
        return packet.payloadLength() >= Rtx.HEADER_BYTES
                && stream.ssrc() != ProducerStream.UNKNOWN_SSRC
                && producer.codecs().isRtx(packet.payloadType())
                && Rtx.unpack(
                        packet, producer.codecs().repaired(packet.payloadType()), stream.ssrc());
    }

    private void inspect(RtpPacket packet, PayloadFacts facts) {
        facts.clear();
        if (packet.payloadLength() > 0) {
            producer.codecs()
                    .inspector(packet.payloadType())
                    .inspect(
                            packet.buffer(),
                            packet.payloadOffset(),
                            packet.payloadLength(),
                            packet.marker(),
                            facts);
        }
    }

    /** What the packet changes for those behind it and for itself. */
    private void aim(
            ProducerStream stream,
            PayloadFacts facts,
            RtpPacket packet,
            Arrival arrival,
            long nowNanos,
            RouterOutput out) {
        // What comes by a pipe is heard where it comes from.
        if (!producer.isVideo() && producer.upstream() instanceof Peer) {
            producer.router().speakers().heard(producer, packet, nowNanos);
        }
        if (facts.keyFrame() && facts.startOfFrame() && arrival != Arrival.LATE) {
            producer.router().gathering().forward(out);
            producer.keyFrames().answered(stream.index());
            stream.receive().keyFrameAt(stream.receive().extended());
            producer.aimAll(stream.index(), nowNanos, out);
        } else if (producer.isAimDue(nowNanos)) {
            producer.router().gathering().forward(out);
            producer.aimAll(Producer.NO_KEY_FRAME, nowNanos, out);
        }
    }
}
