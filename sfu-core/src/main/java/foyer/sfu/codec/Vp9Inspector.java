package foyer.sfu.codec;

import foyer.sfu.wire.PacketBuffer;

/** The VP9 payload descriptor (RFC 9628 4.2). Its parts are read by methods that return the end. */
enum Vp9Inspector implements PayloadInspector {
    INSTANCE;

    static final int I = 0x80;
    private static final int P = 0x40;
    static final int L = 0x20;
    static final int F = 0x10;
    private static final int B = 0x08;
    private static final int E = 0x04;
    private static final int V = 0x02;
    private static final int Z = 0x01;

    private static final int TRUNCATED = -1;

    @Override
    public void inspect(
            PacketBuffer packet,
            int payloadOffset,
            int payloadLength,
            boolean marker,
            PayloadFacts facts) {
        if (!facts.begin(payloadLength, marker)) {
            return;
        }
        int end = PayloadFacts.end(payloadOffset, payloadLength);
        int first = packet.u8(payloadOffset);
        facts.set(PayloadFacts.START_OF_FRAME, (first & B) != 0);
        facts.set(PayloadFacts.END_OF_FRAME, (first & E) != 0);
        facts.set(PayloadFacts.INTER_PREDICTED, (first & P) != 0);
        facts.set(PayloadFacts.SPATIAL_LEAF, (first & Z) != 0);
        int header = readDescriptor(packet, payloadOffset, end, facts);
        if (header == TRUNCATED || header >= end) {
            facts.malform();
            return;
        }
        boolean base = facts.spatialLayer() == 0 && !facts.interLayerDependent();
        facts.set(PayloadFacts.KEY_FRAME, (first & (P | B)) == B && base);
    }

    private static int readDescriptor(
            PacketBuffer packet, int offset, int end, PayloadFacts facts) {
        int first = packet.u8(offset);
        // F without I is to be ignored
        boolean flexible = (first & (F | I)) == (F | I);
        int at = offset + 1;
        if ((first & I) != 0) {
            at = readPictureId(packet, at, end, facts);
        }
        if ((first & L) != 0 && at != TRUNCATED) {
            at = readLayers(packet, at, end, flexible, facts);
        }
        if ((first & P) != 0 && flexible && at != TRUNCATED) {
            at = readReferences(packet, at, end, facts);
        }
        if ((first & V) != 0 && at != TRUNCATED) {
            at = readResolutions(packet, at, end, facts);
        }
        return at;
    }

    private static int readPictureId(PacketBuffer packet, int at, int end, PayloadFacts facts) {
        if (at >= end) {
            return TRUNCATED;
        }
        if ((packet.u8(at) & 0x80) == 0) {
            facts.picture(packet.u8(at), 7);
            return at + 1;
        }
        if (at + 2 > end) {
            return TRUNCATED;
        }
        facts.picture(packet.u16(at) & 0x7fff, 15);
        return at + 2;
    }

    private static int readLayers(
            PacketBuffer packet, int at, int end, boolean flexible, PayloadFacts facts) {
        int bytes = flexible ? 1 : 2;
        if (at + bytes > end) {
            return TRUNCATED;
        }
        int layers = packet.u8(at);
        facts.layers(layers >> 1 & 0x7, layers >> 5);
        facts.set(PayloadFacts.LAYER_SYNC, (layers & 0x10) != 0);
        facts.set(PayloadFacts.INTER_LAYER_DEPENDENT, (layers & 0x01) != 0);
        if (!flexible) {
            facts.baseLayerIndex(packet.u8(at + 1));
        }
        return at + bytes;
    }

    private static int readReferences(PacketBuffer packet, int from, int end, PayloadFacts facts) {
        int at = from;
        while (at < end && facts.references() < PayloadFacts.MAX_REFERENCES) {
            int reference = packet.u8(at++);
            facts.addReference(reference >> 1);
            if ((reference & 0x01) == 0) {
                return at;
            }
        }
        return TRUNCATED;
    }

    /** The head of the scalability structure; the picture group behind it is left alone. */
    private static int readResolutions(PacketBuffer packet, int from, int end, PayloadFacts facts) {
        if (from >= end) {
            return TRUNCATED;
        }
        int structure = packet.u8(from);
        int at = from + 1;
        if ((structure & 0x10) == 0) {
            return at;
        }
        int layers = (structure >> 5) + 1;
        if (at + 4 * layers > end) {
            return TRUNCATED;
        }
        for (int i = 0; i < layers; i++) {
            facts.addResolution(packet.u16(at), packet.u16(at + 2));
            at += 4;
        }
        return at;
    }
}
