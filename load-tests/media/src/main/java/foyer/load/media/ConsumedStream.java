package foyer.load.media;

import tools.jackson.databind.JsonNode;

/**
 * A stream that the server will send, as {@code consume} answers it.
 *
 * @param rtxSsrc 0 where there is no retransmission stream
 * @param transportCcId the header extension's id, 0 where there is none
 * @param nack whether lost packets may be asked for
 */
public record ConsumedStream(
        String producerId,
        boolean video,
        int clockRate,
        int payloadType,
        long ssrc,
        long rtxSsrc,
        int transportCcId,
        boolean nack) {
    public static ConsumedStream of(JsonNode answer) {
        JsonNode parameters = answer.path("rtpParameters");
        JsonNode encoding = parameters.path("encodings").path(0);
        JsonNode codec = parameters.path("codecs").path(0);
        int transportCcId = 0;
        for (JsonNode extension : parameters.path("headerExtensions")) {
            if (extension.path("uri").asString("").contains("transport-wide-cc")) {
                transportCcId = extension.path("id").asInt(0);
            }
        }
        boolean nack = false;
        boolean reportsArrivals = false;
        for (JsonNode feedback : codec.path("rtcpFeedback")) {
            String type = feedback.path("type").asString("");
            nack |= type.equals("nack") && feedback.path("parameter").asString("").isEmpty();
            reportsArrivals |= type.equals("transport-cc");
        }
        return new ConsumedStream(
                answer.path("producerId").asString(""),
                answer.path("kind").asString("").equals("video"),
                codec.path("clockRate").asInt(90_000),
                codec.path("payloadType").asInt(0),
                encoding.path("ssrc").asLong(0),
                encoding.path("rtx").path("ssrc").asLong(0),
                reportsArrivals ? transportCcId : 0,
                nack);
    }
}
