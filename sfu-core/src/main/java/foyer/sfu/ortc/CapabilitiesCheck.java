package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.MediaKind;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.api.RtpCodecCapability;
import foyer.sfu.api.RtpHeaderExtension;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether capabilities are such as a browser says. Payload types may repeat: a browser that prefers
 * its own order of codecs has several of its codecs under one of the router's.
 */
final class CapabilitiesCheck {
    private static final Set<String> DIRECTIONS =
            Set.of("sendrecv", "sendonly", "recvonly", "inactive");

    private CapabilitiesCheck() {}

    static void check(RtpCapabilities capabilities) {
        Check.size(present(capabilities.codecs()), Check.MAX_CODECS, "codecs");
        // A list for audio and one for video.
        Check.size(
                present(capabilities.headerExtensions()),
                2 * Check.MAX_HEADER_EXTENSIONS,
                "headerExtensions");
        present(capabilities.codecs()).forEach(CapabilitiesCheck::codec);
        Map<MediaKind, Set<Integer>> ids = new EnumMap<>(MediaKind.class);
        for (RtpHeaderExtension extension : present(capabilities.headerExtensions())) {
            headerExtension(extension, ids);
        }
    }

    private static void codec(RtpCodecCapability codec) {
        kind(codec.kind());
        Check.codec(
                codec.mimeType(),
                codec.kind().toString(),
                codec.clockRate(),
                codec.channels(),
                present(codec.parameters()),
                present(codec.rtcpFeedback()));
        Integer payloadType = codec.preferredPayloadType();
        if (payloadType != null) {
            Check.range(payloadType, 0, 127, "preferredPayloadType");
        }
    }

    private static void headerExtension(
            RtpHeaderExtension extension, Map<MediaKind, Set<Integer>> ids) {
        kind(extension.kind());
        Check.uri(extension.uri());
        Check.uniqueId(
                ids.computeIfAbsent(extension.kind(), kind -> new HashSet<>()),
                extension.preferredId());
        Check.that(
                DIRECTIONS.contains(present(extension.direction())),
                "header extension direction",
                present(extension.direction()));
    }

    private static void kind(@Nullable MediaKind kind) {
        Check.that(kind != null, "kind", kind);
    }
}
