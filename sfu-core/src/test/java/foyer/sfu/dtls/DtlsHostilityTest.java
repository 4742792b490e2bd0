package foyer.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.DtlsRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DtlsHostilityTest {
    private static final DtlsIdentity ALICE = DtlsPair.newIdentity();
    private static final DtlsIdentity BOB = DtlsPair.newIdentity();
    private static final int ROUNDS = 400;

    @Test
    void anyDatagramsEndInAFailureAtMost() {
        List<byte[]> recorded = recordClient();
        long seed = 0xa11b;
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            DtlsPair.End end = new DtlsPair.End(ignored -> {}, new CompletableFuture<>());
            end.start(BOB, DtlsRole.SERVER, ALICE.fingerprints());
            for (int i = 0; i < 20; i++) {
                end.handshake().receive(mutated(recorded, random));
            }
            end.handshake().close();
            assertThat(end.failure()).as("seed %x round %d", seed, round).isNotNull();
            end.awaitEnd();
            assertThat(end.outcomes()).isEqualTo(1);
        }
    }

    @Test
    void anyDatagramsLeaveAnAssociationAlone() {
        DtlsPair pair = DtlsPair.Plan.of(ALICE, BOB).start();
        assertThat(pair.serverKeys()).isNotNull();
        assertThat(pair.clientKeys()).isNotNull();
        List<byte[]> recorded = recordClient();
        long seed = Long.getLong("seed", 0xa11c);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            while (pair.server().handshake().backlog() > DatagramQueue.CAPACITY / 2) {
                Thread.onSpinWait();
            }
            pair.server().handshake().receive(mutated(recorded, random));
            assertThat(pair.server().outcomes()).as("seed %x step %d", seed, i).isEqualTo(1);
        }
        pair.server().handshake().close();
        pair.client().awaitClosed();
        pair.server().awaitEnd();
    }

    private static List<byte[]> recordClient() {
        List<byte[]> recorded = Collections.synchronizedList(new ArrayList<>());
        DtlsPair pair =
                DtlsPair.Plan.of(ALICE, BOB)
                        .through(
                                next ->
                                        datagram -> {
                                            recorded.add(datagram.clone());
                                            next.accept(datagram);
                                        },
                                Function.identity())
                        .start();
        assertThat(pair.clientKeys()).isNotNull();
        pair.close();
        return List.copyOf(recorded); // hello, certificate and proof, close_notify
    }

    private static byte[] mutated(List<byte[]> recorded, Random random) {
        byte[] datagram = recorded.get(random.nextInt(recorded.size())).clone();
        switch (random.nextInt(6)) {
            case 0 -> random.nextBytes(datagram);
            case 1 -> datagram = Arrays.copyOf(datagram, random.nextInt(datagram.length + 1));
            case 2 -> datagram = Arrays.copyOf(datagram, random.nextInt(3000));
            case 3 -> {
                // What looks encrypted, of any length and type
                datagram = Arrays.copyOf(datagram, 13 + random.nextInt(60));
                datagram[0] = (byte) (20 + random.nextInt(6));
                datagram[4] = 1;
                datagram[11] = 0;
                datagram[12] = (byte) (datagram.length - 13);
            }
            case 4 -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    int bit = random.nextInt(datagram.length * 8);
                    datagram[bit / 8] ^= (byte) (1 << bit % 8);
                }
            }
            default -> {} // as it was
        }
        return datagram;
    }
}
