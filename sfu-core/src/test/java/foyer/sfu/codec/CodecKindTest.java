package foyer.sfu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodecKindTest {
    @Test
    void namesKindsInAnyCase() {
        assertThat(CodecKind.ofMimeType("video/VP8")).isEqualTo(CodecKind.VP8);
        assertThat(CodecKind.ofMimeType("Video/h264")).isEqualTo(CodecKind.H264);
        assertThat(CodecKind.ofMimeType("audio/OPUS")).isEqualTo(CodecKind.OPUS);
        assertThat(CodecKind.ofMimeType("audio/red")).isEqualTo(CodecKind.RED);
        assertThat(CodecKind.ofMimeType("video/AV1")).isEqualTo(CodecKind.AV1);
        assertThat(CodecKind.ofMimeType("video/rtx")).isEqualTo(CodecKind.OTHER);
    }
}
