package foyer.sfu.ortc;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtcpFeedback;
import foyer.sfu.api.RtcpParameters;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpCodecParameters;
import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpHeaderExtension;
import foyer.sfu.api.RtpHeaderExtensionParameters;
import foyer.sfu.api.RtpParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * What mediasoup-client 3.24.1 said in a real browser after {@code Device.load} with the router's
 * default capabilities: {@code recvRtpCapabilities}, and the {@code rtpParameters} of {@code
 * produce} events.
 */
@NullUnmarked // Left-out fields stand for what a peer leaves out.
record Browser(RtpCapabilities capabilities, Map<String, RtpParameters> producers) {
    static final Browser CHROMIUM = load("chromium-156.json");
    static final Browser FIREFOX = load("firefox-153.json");

    RtpParameters producer(String name) {
        return Objects.requireNonNull(producers.get(name), name);
    }

    static MediaKind kindOf(RtpParameters parameters) {
        String mimeType = parameters.codecs().getFirst().mimeType();
        return kind(mimeType.substring(0, mimeType.indexOf('/')));
    }

    private static Browser load(String name) {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name))) {
            Map<?, ?> file =
                    (Map<?, ?>) Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, RtpParameters> producers = new TreeMap<>();
            ((Map<?, ?>) file.get("producers"))
                    .forEach((key, value) -> producers.put((String) key, parameters(value)));
            return new Browser(capabilities((Map<?, ?>) file.get("capabilities")), producers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RtpCapabilities capabilities(Map<?, ?> json) {
        return new RtpCapabilities(
                list(
                        json,
                        "codecs",
                        c ->
                                new RtpCodecCapability(
                                        kind((String) c.get("kind")),
                                        (String) c.get("mimeType"),
                                        (Integer) c.get("preferredPayloadType"),
                                        (Integer) c.get("clockRate"),
                                        (Integer) c.get("channels"),
                                        parametersOf(c),
                                        list(c, "rtcpFeedback", Browser::feedback))),
                list(
                        json,
                        "headerExtensions",
                        e ->
                                new RtpHeaderExtension(
                                        kind((String) e.get("kind")),
                                        (String) e.get("uri"),
                                        (Integer) e.get("preferredId"),
                                        (Boolean) e.get("preferredEncrypt"),
                                        (String) e.get("direction"))));
    }

    private static RtpParameters parameters(Object value) {
        Map<?, ?> json = (Map<?, ?>) value;
        Map<?, ?> rtcp = (Map<?, ?>) json.get("rtcp");
        return new RtpParameters(
                (String) json.get("mid"),
                list(json, "codecs", Browser::codec),
                list(
                        json,
                        "headerExtensions",
                        e ->
                                new RtpHeaderExtensionParameters(
                                        (String) e.get("uri"),
                                        (Integer) e.get("id"),
                                        (Boolean) e.get("encrypt"),
                                        parametersOf(e))),
                list(json, "encodings", Browser::encoding),
                new RtcpParameters((String) rtcp.get("cname"), true, null));
    }

    private static RtpCodecParameters codec(Map<?, ?> c) {
        return new RtpCodecParameters(
                (String) c.get("mimeType"),
                (Integer) c.get("payloadType"),
                (Integer) c.get("clockRate"),
                (Integer) c.get("channels"),
                parametersOf(c),
                list(c, "rtcpFeedback", Browser::feedback));
    }

    private static RtpEncodingParameters encoding(Map<?, ?> e) {
        Map<?, ?> rtx = (Map<?, ?>) e.get("rtx");
        return new RtpEncodingParameters(
                whole(e.get("ssrc")),
                (String) e.get("rid"),
                null,
                rtx == null
                        ? null
                        : new RtpEncodingParameters.Rtx(
                                Objects.requireNonNull(whole(rtx.get("ssrc")))),
                (Boolean) e.get("dtx"),
                (String) e.get("scalabilityMode"),
                e.get("scaleResolutionDownBy") instanceof Number scale
                        ? (Double) scale.doubleValue()
                        : null,
                whole(e.get("maxBitrate")));
    }

    private static @Nullable Long whole(@Nullable Object number) {
        return number == null ? null : (Long) ((Number) number).longValue();
    }

    private static RtcpFeedback feedback(Map<?, ?> f) {
        return RtcpFeedback.of((String) f.get("type"), (String) f.get("parameter"));
    }

    private static MediaKind kind(String word) {
        return MediaKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Map<String, Object> parametersOf(Map<?, ?> json) {
        Map<String, Object> parameters = new TreeMap<>();
        ((Map<?, ?>) json.get("parameters")).forEach((k, v) -> parameters.put((String) k, v));
        return parameters;
    }

    private static <T> List<T> list(Map<?, ?> json, String key, Function<Map<?, ?>, T> each) {
        return ((List<?>) json.get(key)).stream().map(e -> each.apply((Map<?, ?>) e)).toList();
    }
}
