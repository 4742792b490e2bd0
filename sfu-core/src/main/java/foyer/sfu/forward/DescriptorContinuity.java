package foyer.sfu.forward;

import foyer.sfu.codec.DependencyDescriptor;
import foyer.sfu.codec.DependencyDescriptorRewriter;
import foyer.sfu.codec.PayloadFacts;
import foyer.sfu.rtp.RtpPacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SerialNumbers;
import org.jspecify.annotations.Nullable;

/**
 * What one consumer sees of dependency descriptors: frame numbers that go on across a switch of the
 * source stream, and which decode targets it is sent.
 */
final class DescriptorContinuity {
    private static final int UNKNOWN = -1;

    /** RFC 8285 4.3: an extension's length is one byte. */
    private static final int MAX_BYTES = 255;

    /** How often a change is told: a receiver that loses all of these asks for a key frame. */
    private static final int TELLINGS = 16;

    private int offset;
    private int offsetOfLeft;
    private int newest = UNKNOWN;
    private boolean opening;
    private long told;
    private int tellings;
    private int frameNumber = UNKNOWN;

    /** The frame that goes out next follows the last one. */
    void enter() {
        offsetOfLeft = offset;
        opening = true;
    }

    /** A packet of the current stream goes out. */
    void next(PayloadFacts facts) {
        int number = facts.frameNumber();
        if (number < 0) {
            frameNumber = UNKNOWN;
            return;
        }
        if (opening) {
            opening = false;
            offset = newest == UNKNOWN ? 0 : newest + 1 - number;
        }
        frameNumber = (number + offset) & 0xffff;
        if (newest == UNKNOWN || SerialNumbers.isAfter16(frameNumber, newest)) {
            newest = frameNumber;
        }
    }

    /** A packet of the stream left goes out. */
    void ofLeft(PayloadFacts facts) {
        int number = facts.frameNumber();
        frameNumber = number < 0 ? UNKNOWN : (number + offsetOfLeft) & 0xffff;
    }

    /**
     * Writes the packet's descriptor anew at the start of {@code target}.
     *
     * @param extensionId of the descriptor in the packet
     * @param descriptor what the packet's says; null when that is not known
     * @param sent bit i: decode target i is sent
     * @return its bytes, 0 for none
     */
    int write(
            RtpPacket packet,
            int extensionId,
            @Nullable DependencyDescriptor descriptor,
            long sent,
            PacketBuffer target) {
        int offsetInPacket = packet.extensionOffset(extensionId);
        int bytes = packet.extensionLength(extensionId);
        if (frameNumber == UNKNOWN || offsetInPacket < 0) {
            return 0;
        }
        target.length(target.capacity());
        int written = 0;
        if (descriptor != null && descriptor.structure() != null) {
            long active = descriptor.activeDecodeTargets() & sent;
            if (tells(descriptor, active)) {
                written = rewrite(packet, offsetInPacket, descriptor, active, target);
            }
        }
        if (written <= 0 || written > MAX_BYTES) {
            target.putPacket(0, packet.buffer(), offsetInPacket, bytes);
            written = bytes;
        }
        DependencyDescriptorRewriter.frameNumber(target, 0, frameNumber);
        return written;
    }

    private static int rewrite(
            RtpPacket packet,
            int offsetInPacket,
            DependencyDescriptor descriptor,
            long active,
            PacketBuffer target) {
        return DependencyDescriptorRewriter.rewrite(
                packet.buffer(), offsetInPacket, descriptor, active, target, 0);
    }

    /** Where it differs from what the descriptor says, and for a while after a change. */
    private boolean tells(DependencyDescriptor descriptor, long active) {
        if (active != told) {
            told = active;
            tellings = TELLINGS;
        }
        if (descriptor.structurePresent() || descriptor.activeDecodeTargetsPresent()) {
            return active != descriptor.activeDecodeTargets()
                    || !descriptor.activeDecodeTargetsPresent();
        }
        if (tellings > 0 && descriptor.startOfFrame()) {
            tellings--;
            return true;
        }
        return false;
    }
}
