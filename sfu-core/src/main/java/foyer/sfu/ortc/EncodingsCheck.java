package foyer.sfu.ortc;

import static foyer.sfu.ortc.Present.present;

import foyer.sfu.api.RtpEncodingParameters;
import foyer.sfu.api.RtpParameters;
import foyer.sfu.api.ScalabilityMode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the streams of a producer can be told apart and stay within reason. */
final class EncodingsCheck {
    private static final long MAX_SSRC = 0xffff_ffffL;
    private static final long MAX_BITRATE = 10_000_000_000L;
    private static final double MAX_SCALE = 1_000;
    private static final int MAX_MODE = 32;
    private static final int MAX_LAYERS = 8;
    // RFC 8851 10 with the length of a one-byte header extension.
    private static final Pattern RID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    private final Set<Long> ssrcs = new HashSet<>();
    private final Set<String> rids = new HashSet<>();
    private final Set<Integer> payloadTypes = new HashSet<>();

    private EncodingsCheck() {}

    static void check(RtpParameters parameters) {
        int count = present(parameters.encodings()).size();
        Check.range(count, 1, Check.MAX_ENCODINGS, "number of encodings");
        EncodingsCheck check = new EncodingsCheck();
        present(parameters.codecs()).forEach(codec -> check.payloadTypes.add(codec.payloadType()));
        for (RtpEncodingParameters encoding : present(parameters.encodings())) {
            check.identity(encoding, count == 1 && parameters.mid() != null);
            check.figures(encoding);
        }
        Check.that(
                check.rids.isEmpty() || check.rids.size() == count,
                "rids of " + count + " encodings",
                check.rids.size());
    }

    private void identity(RtpEncodingParameters encoding, boolean knownByMid) {
        String rid = encoding.rid();
        Check.that(
                encoding.ssrc() != null || rid != null || knownByMid,
                "encoding without ssrc and rid",
                encoding);
        ssrc(encoding.ssrc());
        if (encoding.rtx() != null) {
            ssrc(encoding.rtx().ssrc());
        }
        if (rid != null) {
            Check.that(RID.matcher(rid).matches(), "rid", rid);
            Check.that(rids.add(rid), "rid given twice", rid);
        }
    }

    private void ssrc(@Nullable Long ssrc) {
        if (ssrc != null) {
            Check.range(ssrc, 1, MAX_SSRC, "ssrc");
            Check.that(ssrcs.add(ssrc), "ssrc given twice", ssrc);
        }
    }

    private void figures(RtpEncodingParameters encoding) {
        Integer payloadType = encoding.codecPayloadType();
        Check.that(
                payloadType == null || payloadTypes.contains(payloadType),
                "codecPayloadType",
                payloadType);
        Long maxBitrate = encoding.maxBitrate();
        if (maxBitrate != null) {
            Check.range(maxBitrate, 0, MAX_BITRATE, "maxBitrate");
        }
        Double scale = encoding.scaleResolutionDownBy();
        Check.that(
                scale == null || (scale >= 1 && scale <= MAX_SCALE),
                "scaleResolutionDownBy",
                scale);
        String mode = encoding.scalabilityMode();
        if (mode != null) {
            Check.text(mode, 0, MAX_MODE, "scalabilityMode");
            ScalabilityMode layers = ScalabilityMode.parse(mode);
            Check.that(
                    layers.spatialLayers() <= MAX_LAYERS && layers.temporalLayers() <= MAX_LAYERS,
                    "scalabilityMode",
                    mode);
        }
    }
}
