package foyer.sfu.srtp;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which ciphers are the cheapest on this machine for one profile. The candidates take turns, so
 * that what else the machine does meets all of them, and the best turn of each counts: the first
 * ones are not compiled yet.
 */
final class CipherRace {
    private static final int TURNS = 160;

    /**
     * Direct calls become cheap once the last compiler has been there, which on a busy machine is
     * after the race: others win only where they take less than half the time.
     */
    private static final long HANDICAP = 2;

    private static final int PACKETS_A_TURN = 64;
    private static final int HEADER_BYTES = 20;
    private static final int PACKET_BYTES = 1100;

    /**
     * A whole loop of forwarding had 0.66 M packets a CPU-second without garbage and 0.29 M with
     * 1.6 kB of it a packet: a byte costs about a nanosecond in the end.
     */
    private static final long NANOS_OF_A_BYTE = 1;

    /**
     * What came out.
     *
     * @param packetNanos the time for a packet of 1,100 bytes, without that for its garbage
     */
    record Result(SrtpCipher cipher, long packetNanos, int garbageBytes) {
        long cost() {
            long nanos = cipher == SrtpCipher.NATIVE ? packetNanos : HANDICAP * packetNanos;
            return nanos + garbageBytes * NANOS_OF_A_BYTE;
        }
    }

    private final SrtpProfile profile;
    private final LongSupplier nanoTime;
    private final PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final Scratch scratch = new Scratch();
    private long index;

    CipherRace(SrtpProfile profile, LongSupplier nanoTime) {
        this.profile = profile;
        this.nanoTime = nanoTime;
    }

    /** The results, best first; without candidates that do not seal as the base does. */
    List<Result> run(List<SrtpCipher> candidates) {
        List<Runner> runners = new ArrayList<>();
        try {
            for (SrtpCipher candidate : candidates) {
                runners.add(new Runner(candidate));
            }
            byte[] expected = sealed(new Runner(SrtpCipher.BASE));
            runners.removeIf(runner -> {
                boolean wrong = !Arrays.equals(sealed(runner), expected);
                if (wrong) {
                    runner.cipher.close();
                }
                return wrong;
            });
            for (int i = 0; i < TURNS; i++) {
                runners.forEach(this::takeTurn);
            }
        } finally {
            runners.forEach(runner -> runner.cipher.close());
        }
        return runners.stream()
                .map(Runner::result)
                .sorted(Comparator.comparingLong(Result::cost))
                .toList();
    }

    /** Keys that were not given back. */
    int keys() {
        return scratch.keys();
    }

    private byte[] sealed(Runner runner) {
        packet.length(PACKET_BYTES).putU8(0, 0x80);
        runner.cipher.protectRtp(packet, HEADER_BYTES, 0xffff_ffff_ffffL);
        byte[] result = packet.copy();
        Arrays.fill(packet.array(), (byte) 0);
        return result;
    }

    private void takeTurn(Runner runner) {
        long before = nanoTime.getAsLong();
        for (int i = 0; i < PACKETS_A_TURN; i++) {
            runner.cipher.protectRtp(packet.length(PACKET_BYTES), HEADER_BYTES, index++);
        }
        long nanos = (nanoTime.getAsLong() - before) / PACKETS_A_TURN;
        runner.bestNanos = Math.min(runner.bestNanos, nanos);
    }

    private final class Runner {
        private final SrtpCipher name;
        private final PacketCipher cipher;
        private long bestNanos = Long.MAX_VALUE;

        Runner(SrtpCipher name) {
            this.name = name;
            byte[] key = new byte[profile.keyBytes()];
            cipher =
                    new CipherChoice(name, name)
                            .of(profile, key, new byte[profile.saltBytes()], scratch);
        }

        Result result() {
            int garbage =
                    switch (name) {
                        case NATIVE -> 0;
                        case JDK -> AesCiphers.JDK.garbageBytes();
                        case AUTO, BASE -> AesCiphers.BASE.garbageBytes();
                    };
            return new Result(name, bestNanos, garbage);
        }
    }
}
