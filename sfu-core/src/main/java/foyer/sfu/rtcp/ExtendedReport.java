package foyer.sfu.rtcp;

import java.util.List;

/** RFC 3611 2; blocks of other types than these are left out. */
public record ExtendedReport(long ssrc, List<Block> blocks) implements RtcpMessage {
    public ExtendedReport {
        blocks = List.copyOf(blocks);
    }

    /** One report block. */
    public sealed interface Block permits ReceiverReferenceTime, DelaySinceLastReceiverReport {}

    /**
     * RFC 3611 4.4.
     *
     * @param ntp 64-bit NTP timestamp
     */
    public record ReceiverReferenceTime(long ntp) implements Block {
        static final int TYPE = 4;
    }

    /** The answer to reference times (RFC 3611 4.5). */
    public record DelaySinceLastReceiverReport(List<Delay> delays) implements Block {
        static final int TYPE = 5;

        public DelaySinceLastReceiverReport {
            delays = List.copyOf(delays);
        }
    }

    /**
     * The answer to one receiver.
     *
     * @param lastReceiverReport the middle 32 bits of its reference time, 0 when none came
     * @param delay since then, in 1/65536 s
     */
    public record Delay(long ssrc, long lastReceiverReport, long delay) {
        static final int BYTES = 12;
    }
}
