package foyer.sfu.record;

import static foyer.sfu.record.ByteReader.malformed;

import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.router.RouterConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A recording's bytes; see {@link Recording}. */
final class RecordingFile {
    private static final byte[] MAGIC = "FOYERREC".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    /** Larger ones are not recordings of ours. */
    private static final int MAX_FILE_BYTES = 1 << 28;

    private RecordingFile() {}

    static byte[] bytes(Recording recording) {
        ByteWriter out = new ByteWriter();
        out.bytes(MAGIC).u8(VERSION).i64(Shapes.FINGERPRINT);
        out.i64(recording.config().seed()).i64(recording.config().epochNanosAtZero());
        out.u8(recording.payloads() == Payloads.ALL ? 1 : 0);
        out.u8(recording.end() == Recording.End.CONTROL_FULL ? 1 : 0);
        out.varint(recording.outputs()).i64(recording.outputHash());
        out.varint(recording.control().length).bytes(recording.control());
        out.varint(recording.chunks().size());
        for (Recording.Chunk chunk : recording.chunks()) {
            out.varint(chunk.firstEntry()).i64(chunk.baseNanos());
            out.varint(chunk.bytes().length).bytes(chunk.bytes());
        }
        return out.copy();
    }

    static Recording read(InputStream stream) throws IOException {
        byte[] file = stream.readNBytes(MAX_FILE_BYTES);
        ByteReader in = new ByteReader(file);
        if (in.remaining() < MAGIC.length || !Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
            throw malformed("it does not begin as one");
        }
        int version = in.u8();
        if (version != VERSION || in.i64() != Shapes.FINGERPRINT) {
            throw new IOException("recorded by another version of the media server: " + version);
        }
        Recording recording = body(in);
        // Finds every damage now rather than in the middle of a replay.
        Timeline.play(recording, Timeline.Visitor.NONE);
        return recording;
    }

    private static Recording body(ByteReader in) throws IOException {
        long seed = in.i64();
        long epochNanosAtZero = in.i64();
        Payloads payloads = in.count(1, "payloads") == 1 ? Payloads.ALL : Payloads.HEADERS_ONLY;
        Recording.End end =
                in.count(1, "end") == 1 ? Recording.End.CONTROL_FULL : Recording.End.LIVE;
        long outputs = in.varint();
        long outputHash = in.i64();
        byte[] control = in.bytes(in.count(in.remaining(), "control log"));
        RtpCapabilities capabilities =
                new ValueReader(new ByteReader(control)).record(RtpCapabilities.class);
        List<Recording.Chunk> chunks = new ArrayList<>();
        for (int rest = in.count(in.remaining(), "chunks"); rest > 0; rest--) {
            long firstEntry = in.varint();
            long baseNanos = in.i64();
            byte[] bytes = in.bytes(in.count(PacketRing.CHUNK_BYTES, "chunk"));
            chunks.add(new Recording.Chunk(firstEntry, baseNanos, bytes));
        }
        if (in.remaining() > 0) {
            throw malformed("bytes behind the end: " + in.remaining());
        }
        return new Recording(
                new RouterConfig(capabilities, seed, epochNanosAtZero),
                payloads,
                end,
                outputs,
                outputHash,
                control,
                chunks);
    }
}
