package foyer.sfu.scenario;

import foyer.sfu.rtp.RtpWriter;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.PacketBuffer;

/** Video of one sender, protected before it is needed: what making it costs is not measured. */
public final class PreparedVideo {
    /** A frame of 1.5 Mbit/s. */
    public static final int PACKETS_PER_FRAME = 6;

    private static final int PAYLOAD_BYTES = 1050;

    /** So many of the first say whose they are. */
    private static final int INTRODUCED = 100;

    /** Packets of a frame that are a byte shorter than the rest. */
    private static final int SHORTER = 2;

    private final SrtpContext sender;
    private final int shorter;
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer payload = PacketBuffer.allocate(PAYLOAD_BYTES);
    private final RtpWriter writer = new RtpWriter();
    private byte[][] datagrams = new byte[0][];
    private long packets;

    /** How a frame is divided. */
    public enum Sizes {
        EQUAL,
        /** As libwebrtc does: a frame that does not divide has the shorter packets first. */
        AS_BROWSERS
    }

    /** Protected by this context. */
    public PreparedVideo(SrtpContext sender, Sizes sizes) {
        this.sender = sender;
        this.shorter = sizes == Sizes.EQUAL ? 0 : SHORTER;
    }

    /** Makes the next packets instead of those before. */
    public void prepare(int count) {
        datagrams = new byte[count][];
        for (int i = 0; i < count; i++) {
            datagrams[i] = datagram(packets++);
        }
    }

    private byte[] datagram(long number) {
        int frame = (int) (number / PACKETS_PER_FRAME);
        int index = (int) (number % PACKETS_PER_FRAME);
        int bytes = index < shorter ? PAYLOAD_BYTES - 1 : PAYLOAD_BYTES;
        TestMedia.writeVideo(
                payload,
                new TestMedia.VideoFacts(
                        0,
                        frame % 2 * 2,
                        index,
                        PACKETS_PER_FRAME,
                        frame,
                        frame == 0 ? TestMedia.NO_REFERENCE : frame - 1,
                        0),
                false,
                frame & 0x7fff,
                frame / 2 & 0xff,
                bytes);
        writer.start(packet)
                .payloadType(PeerParameters.VP8)
                .marker(index == PACKETS_PER_FRAME - 1)
                .sequenceNumber((int) number & 0xffff)
                .timestamp(frame * 3000L & 0xffff_ffffL)
                .ssrc(77);
        if (number < INTRODUCED) {
            writer.text(PeerParameters.MID_ID, "1").text(PeerParameters.RID_ID, RoomPeers.RID);
        }
        writer.u24(PeerParameters.ABS_SEND_TIME_ID, 0)
                .u16(PeerParameters.TRANSPORT_CC_ID, (int) number & 0xffff)
                .payload(payload, 0, bytes);
        if (sender.protectRtp(packet) != SrtpResult.OK) {
            throw new AssertionError("cannot protect " + number);
        }
        return packet.copy();
    }

    /** How many were prepared. */
    public int count() {
        return datagrams.length;
    }

    /** One of them, counted from 0. */
    public byte[] datagram(int index) {
        return datagrams[index];
    }
}
