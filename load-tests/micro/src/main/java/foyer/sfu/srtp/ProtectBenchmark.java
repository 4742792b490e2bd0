package foyer.sfu.srtp;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.lang.foreign.Arena;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One packet of 1,100 bytes protected, by each cipher, in place and into a batch outside the heap;
 * and opened again.
 */
@State(Scope.Thread)
public class ProtectBenchmark {
    private static final int PACKET_BYTES = 1100;

    @Param({"BASE", "JDK", "NATIVE"})
    public SrtpCipher cipher = SrtpCipher.BASE;

    @Param({"AEAD_AES_128_GCM", "AEAD_AES_256_GCM", "AES128_CM_HMAC_SHA1_80"})
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer sealed = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer received = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final NativePacket place =
            new NativePacket().rewrap(Arena.ofAuto().allocate(2048), 0, 2048);
    private final Srtp room = new Srtp(() -> new CipherChoice(cipher, cipher));
    private SrtpContext sender = room.context(keys());
    private PacketCipher opener = cipher();
    private int number;

    private SrtpKeys keys() {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        return new SrtpKeys(profile, key, salt, key.clone(), salt);
    }

    private PacketCipher cipher() {
        SrtpKeys keys = keys();
        return new CipherChoice(cipher, cipher)
                .of(profile, keys.localKey(), keys.localSalt(), new Scratch());
    }

    @Setup
    public void begin() {
        sender = room.context(keys());
        opener = cipher();
        sealed.set(rtp(1));
        cipher().protectRtp(sealed, 20, 1);
    }

    @TearDown
    public void end() {
        sender.close();
        opener.close();
    }

    private PacketBuffer rtp(int sequenceNumber) {
        packet.length(PACKET_BYTES).putU16(0, 0x9060);
        packet.putU16(2, sequenceNumber);
        packet.putI32(8, 77);
        packet.putI32(12, 0xbede_0001);
        return packet;
    }

    @Benchmark
    public int inPlace() {
        return checked(sender.protectRtp(rtp(++number & 0xffff)));
    }

    @Benchmark
    public int intoABatch() {
        return checked(sender.protectRtp(rtp(++number & 0xffff), place));
    }

    /** Without the replay window, which lets no packet in twice. */
    @Benchmark
    public int open() {
        if (!opener.unprotectRtp(received.set(sealed), 20, 1)) {
            throw new AssertionError("not authentic");
        }
        return received.length();
    }

    private int checked(SrtpResult result) {
        if (result != SrtpResult.OK) {
            throw new AssertionError(result);
        }
        return packet.length();
    }
}
