package foyer.sfu.router;

import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.forward.KeyFrameCause;
import foyer.sfu.forward.Source;
import foyer.sfu.stream.Arrival;
import foyer.sfu.stream.Origin;
import foyer.sfu.stream.ReceiveStream;
import foyer.sfu.stream.Recovery;
import foyer.sfu.stream.SenderClock;

/** One incoming stream of a producer, with the NACKs that its gaps cause. */
final class ProducerStream extends Deadlines.Timed implements Source {
    /** No SSRC learnt yet: no SSRC is negative. */
    static final long UNKNOWN_SSRC = -1;

    private final Producer producer;
    private final int index;
    private final RtpEncodingParameters encoding;
    private final ReceiveStream receive;
    private final LossMark lossMark = new LossMark();
    private final int[] missing = new int[256];
    private long ssrc = UNKNOWN_SSRC;
    private long rtxSsrc = UNKNOWN_SSRC;

    ProducerStream(
            Producer producer,
            int index,
            RtpEncodingParameters encoding,
            int clockRate,
            Recovery recovery) {
        this.producer = producer;
        this.index = index;
        this.encoding = encoding;
        this.receive = new ReceiveStream(clockRate, recovery);
    }

    Producer producer() {
        return producer;
    }

    RtpEncodingParameters encoding() {
        return encoding;
    }

    ReceiveStream receive() {
        return receive;
    }

    LossMark lossMark() {
        return lossMark;
    }

    long ssrc() {
        return ssrc;
    }

    long rtxSsrc() {
        return rtxSsrc;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public SenderClock senderClock() {
        return receive.senderClock();
    }

    /** The stream's packets come on this SSRC. */
    void bound(long boundSsrc, Origin origin) {
        if (origin == Origin.MEDIA) {
            ssrc = boundSsrc;
        } else {
            rtxSsrc = boundSsrc;
        }
    }

    Arrival arrived(int sequenceNumber, long timestamp, int bytes, long nowNanos, Origin origin) {
        return receive.receive(sequenceNumber, timestamp, bytes, nowNanos, origin);
    }

    @Override
    long nextDeadlineNanos() {
        return receive.nextDeadlineNanos();
    }

    @Override
    void onDeadline(long nowNanos, RouterOutput out) {
        int count = receive.nacksDue(nowNanos, missing);
        if (count > 0) {
            producer.peer().transmitNack(ssrc, missing, count, out);
        }
        if (receive.keyFrameNeeded()) {
            producer.wantKeyFrame(index, KeyFrameCause.LOSS, nowNanos, out);
        }
    }
}
