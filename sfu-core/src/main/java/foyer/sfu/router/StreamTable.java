package foyer.sfu.router;

import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.rtp.ExtensionIds;
import foyer.sfu.rtp.HeaderExtension;
import foyer.sfu.rtp.RtpExtensions;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.stream.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which stream an incoming packet belongs to: by SSRC once it is known, before that by mid and rid
 * (RFC 8843 9.2, RFC 8852). A peer can bind a bounded number of SSRCs.
 */
final class StreamTable {
    private static final int MAX_BINDINGS = 128;

    /** The answer: a stream, and whether the SSRC carries media or retransmissions. */
    record Binding(ProducerStream stream, Origin origin) {}

    private final List<Producer> producers = new ArrayList<>();
    private long[] ssrcs = new long[8];
    private Binding[] bindings = new Binding[8];
    private int size;

    /** Takes a producer's streams; those with a signaled SSRC are bound at once. */
    void add(Producer producer) {
        producers.add(producer);
        for (ProducerStream stream : producer.streams()) {
            RtpEncodingParameters encoding = stream.encoding();
            Long ssrc = encoding.ssrc();
            if (ssrc != null) {
                bind(ssrc, stream, Origin.MEDIA);
            }
            RtpEncodingParameters.Rtx rtx = encoding.rtx();
            if (rtx != null) {
                bind(rtx.ssrc(), stream, Origin.RTX);
            }
        }
    }

    void remove(Producer producer) {
        producers.remove(producer);
        for (int i = size - 1; i >= 0; i--) {
            if (bindings[i].stream().producer() == producer) {
                size--;
                ssrcs[i] = ssrcs[size];
                bindings[i] = bindings[size];
            }
        }
    }

    /** True when somebody else sends on the SSRC already. */
    boolean taken(long ssrc) {
        return indexOf(ssrc) >= 0;
    }

    @Nullable Producer byMid(String mid) {
        for (Producer producer : producers) {
            if (mid.equals(producer.parameters().mid())) {
                return producer;
            }
        }
        return null;
    }

    /** The binding of the SSRC alone, for RTCP. */
    @Nullable Binding find(long ssrc) {
        int index = indexOf(ssrc);
        return index < 0 ? null : bindings[index];
    }

    /** The binding of a packet, learnt now where its SSRC is new; null when it is nobody's. */
    @Nullable Binding find(RtpPacket packet) {
        int index = indexOf(packet.ssrc());
        return index >= 0 ? bindings[index] : learn(packet);
    }

    private int indexOf(long ssrc) {
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Binding learn(RtpPacket packet) {
        for (Producer producer : producers) {
            if (!hasMidOf(producer, packet)) {
                continue;
            }
            boolean rtx = producer.codecs().isRtx(packet.payloadType());
            if (!rtx && !producer.codecs().isMedia(packet.payloadType())) {
                continue;
            }
            ProducerStream stream = streamOf(producer, packet, rtx);
            if (stream != null) {
                return bind(packet.ssrc(), stream, rtx ? Origin.RTX : Origin.MEDIA);
            }
        }
        return null;
    }

    private static boolean hasMidOf(Producer producer, RtpPacket packet) {
        String mid = producer.parameters().mid();
        int id = producer.extensions().id(HeaderExtension.MID);
        return mid != null && id != 0 && RtpExtensions.textEquals(packet, id, mid);
    }

    private static @Nullable ProducerStream streamOf(
            Producer producer, RtpPacket packet, boolean rtx) {
        ExtensionIds ids = producer.extensions();
        int id = ids.id(rtx ? HeaderExtension.REPAIRED_RID : HeaderExtension.RID);
        List<ProducerStream> streams = producer.streams();
        for (ProducerStream stream : streams) {
            String rid = stream.encoding().rid();
            if (rid != null && id != 0 && RtpExtensions.textEquals(packet, id, rid)) {
                return stream;
            }
        }
        // One stream without a name is known by its mid alone.
        boolean single = streams.size() == 1 && streams.getFirst().encoding().rid() == null;
        return single ? streams.getFirst() : null;
    }

    private @Nullable Binding bind(long ssrc, ProducerStream stream, Origin origin) {
        if (size == MAX_BINDINGS) {
            return null;
        }
        if (size == ssrcs.length) {
            ssrcs = Arrays.copyOf(ssrcs, size * 2);
            bindings = Arrays.copyOf(bindings, size * 2);
        }
        Binding binding = new Binding(stream, origin);
        ssrcs[size] = ssrc;
        bindings[size++] = binding;
        stream.bound(ssrc, origin);
        return binding;
    }
}
