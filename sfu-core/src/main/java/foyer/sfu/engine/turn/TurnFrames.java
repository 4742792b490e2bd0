package foyer.sfu.engine.turn;

import foyer.sfu.turn.TurnFraming;
import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;

/** Finds messages in the bytes of a connection. */
final class TurnFrames {
    enum Outcome {
        /** The next message is there. */
        FRAME,
        /** All bytes are read; the rest is to come. */
        MORE,
        /** This is no TURN, or longer than a datagram that we would take. */
        WRONG
    }

    private final byte[] frame = new byte[PacketBuffer.CAPACITY];
    private int begunBytes;

    /** Reads up to the end of the next message; {@code packet} is a view of it until the next. */
    Outcome read(ByteBuf bytes, PacketBuffer packet) {
        fill(TurnFraming.PREFIX_BYTES, bytes);
        if (begunBytes < TurnFraming.PREFIX_BYTES) {
            return Outcome.MORE;
        }
        int length = TurnFraming.frameBytes(u16(0), u16(2));
        if (length < 0 || length > frame.length) {
            return Outcome.WRONG;
        }
        fill(length, bytes);
        if (begunBytes < length) {
            return Outcome.MORE;
        }
        begunBytes = 0;
        packet.rewrap(frame, 0, length);
        return Outcome.FRAME;
    }

    private int u16(int at) {
        return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
    }

    private void fill(int end, ByteBuf bytes) {
        int count = Math.min(end - begunBytes, bytes.readableBytes());
        if (count > 0) {
            bytes.readBytes(frame, begunBytes, count);
            begunBytes += count;
        }
    }
}
