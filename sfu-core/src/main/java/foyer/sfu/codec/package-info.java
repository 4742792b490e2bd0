/**
 * Facts that stand in payloads: key frame, layer ids, picture ids; and their rewriting where a
 * layer switch would otherwise show (VP8 RFC 7741, VP9 RFC 9628, H.264 RFC 6184, AV1 RTP
 * specification 1.0).
 *
 * <p>Lives on the loop of the packet, keeps no buffer, reads the first bytes of a payload only.
 * Knows no stream's state but a dependency descriptor's structure and a consumer's picture
 * counters.
 */
@NullMarked
package foyer.sfu.codec;

import org.jspecify.annotations.NullMarked;
