package foyer.sfu.router;

import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpParameters;
import java.util.Arrays;

/** Which payload type a producer's payload type has towards one receiver. */
final class OutgoingTypes {
    private final byte[] types = new byte[128];

    OutgoingTypes(Producer producer, RtpParameters consumer) {
        Arrays.fill(types, (byte) -1);
        for (RtpCodecParameters codec : producer.parameters().codecs()) {
            int incoming = codec.payloadType();
            int outgoing = producer.mapping().payloadType(incoming);
            boolean taken = consumer.codecs().stream().anyMatch(c -> c.payloadType() == outgoing);
            if (producer.codecs().isMedia(incoming) && taken) {
                types[incoming] = (byte) outgoing;
            }
        }
    }

    /** −1 where the receiver does not take it. */
    int outgoing(int payloadType) {
        return types[payloadType];
    }
}
