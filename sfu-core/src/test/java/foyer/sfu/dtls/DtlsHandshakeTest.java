package foyer.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DtlsHandshakeTest {
    private static final DtlsIdentity ALICE = DtlsPair.newIdentity();
    private static final DtlsIdentity BOB = DtlsPair.newIdentity();

    @Test
    void bothSidesGetTheSameKeysMirrored() {
        DtlsPair pair = DtlsPair.connected();
        assertMirrored(pair);
        assertThat(pair.clientKeys().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(pair.clientKeys().localKey())
                .hasSize(16)
                .isNotEqualTo(pair.clientKeys().remoteKey());
        pair.close();
    }

    @Test
    void connectsThroughLossDuplicatesAndReordering() {
        List<DtlsPair> pairs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long seed = 0xd715_0000L + i;
            pairs.add(
                    DtlsPair.Plan.of(ALICE, BOB)
                            .through(
                                    next -> new BadNetwork(next, seed),
                                    next -> new BadNetwork(next, ~seed))
                            .start());
        }
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(pairs.get(i).clientKeys()).as("seed d715%04x", i).isNotNull();
            assertMirrored(pairs.get(i));
        }
        pairs.forEach(DtlsPair::close);
    }

    @Test
    void putsMessagesTogetherFromManyDatagrams() {
        DtlsPair pair =
                DtlsPair.Plan.of(ALICE, BOB)
                        .through(next -> new Fragments(next, 100), next -> new Fragments(next, 150))
                        .start();
        assertMirrored(pair);
        pair.close();
    }

    @Test
    void repeatsTheLastFlightForAPeerThatMissedIt() {
        AtomicInteger lastFlights = new AtomicInteger();
        DtlsPair pair =
                DtlsPair.Plan.of(ALICE, BOB)
                        .through(
                                Function.identity(),
                                next ->
                                        datagram -> {
                                            // change_cipher_spec (20) and Finished, lost once
                                            if (datagram[0] != 20
                                                    || lastFlights.incrementAndGet() > 1) {
                                                next.accept(datagram);
                                            }
                                        })
                        .start();
        assertMirrored(pair);
        assertThat(lastFlights.get()).isGreaterThan(1);
        pair.close();
    }

    @Test
    void theServerRefusesACertificateThatWasNotAnnounced() {
        DtlsPair pair = DtlsPair.Plan.of(ALICE, BOB).serverExpecting(BOB.fingerprints()).start();
        assertThat(pair.server().failure()).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
        assertThat(pair.client().failure()).isEqualTo(DtlsFailure.PROTOCOL);
        pair.server().awaitEnd();
        assertThat(pair.server().outcomes()).isEqualTo(1);
    }

    @Test
    void theClientRefusesACertificateThatWasNotAnnounced() {
        DtlsPair pair = DtlsPair.Plan.of(ALICE, BOB).clientExpecting(ALICE.fingerprints()).start();
        assertThat(pair.client().failure()).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
        assertThat(pair.server().failure()).isEqualTo(DtlsFailure.PROTOCOL);
    }

    @Test
    void aPeerWithoutFingerprintsIsRefused() {
        DtlsPair pair = DtlsPair.Plan.of(ALICE, BOB).serverExpecting(List.of()).start();
        assertThat(pair.server().failure()).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
    }

    @Test
    void oneOfSeveralFingerprintsSuffices() {
        List<DtlsFingerprint> announced = new ArrayList<>(DtlsPair.newIdentity().fingerprints());
        announced.add(ALICE.fingerprints().get(2));
        DtlsPair pair = DtlsPair.Plan.of(ALICE, BOB).serverExpecting(announced).start();
        assertMirrored(pair);
        pair.close();
    }

    @Test
    void worksWithRsaCertificatesOnEitherSide() {
        DtlsIdentity rsa = Pem.rsaIdentity();
        for (DtlsPair.Plan plan :
                List.of(DtlsPair.Plan.of(rsa, BOB), DtlsPair.Plan.of(ALICE, rsa))) {
            DtlsPair pair = plan.start();
            assertMirrored(pair);
            pair.close();
        }
    }

    @Test
    void closingTellsThePeer() {
        DtlsPair pair = DtlsPair.Plan.of(ALICE, BOB).start();
        assertMirrored(pair);
        pair.client().handshake().close();
        pair.client().handshake().close();
        pair.client().awaitClosed();
        pair.server().awaitClosed();
        pair.server().handshake().close();
        pair.client().awaitEnd();
        pair.server().awaitEnd();
        assertThat(pair.client().outcomes()).isEqualTo(2);
        assertThat(pair.server().outcomes()).isEqualTo(2);
    }

    @Test
    void holdsNoThreadBetweenTheHandshakeAndItsClosing() {
        DtlsPair pair = DtlsPair.Plan.of(ALICE, BOB).start();
        assertMirrored(pair);
        pair.client().awaitRest();
        pair.server().awaitRest();
        assertThat(pair.server().outcomes()).isEqualTo(1);
        pair.client().handshake().close();
        pair.server().awaitClosed();
        pair.server().awaitEnd();
        pair.client().awaitEnd();
        assertThat(pair.server().outcomes()).isEqualTo(2);
    }

    @Test
    void closingBeforeTheEndOfTheHandshakeFailsIt() {
        DtlsPair pair =
                DtlsPair.Plan.of(ALICE, BOB)
                        .through(next -> ignored -> {}, Function.identity())
                        .start();
        pair.close();
        assertThat(pair.client().failure()).isEqualTo(DtlsFailure.CLOSED);
        assertThat(pair.server().failure()).isEqualTo(DtlsFailure.CLOSED);
        pair.server().awaitEnd();
        assertThat(pair.server().outcomes()).isEqualTo(1);
    }

    @Test
    void aSilentPeerTimesOut() {
        for (DtlsRole role : List.of(DtlsRole.CLIENT, DtlsRole.SERVER)) {
            DtlsPair.End end = new DtlsPair.End(ignored -> {}, new CompletableFuture<>());
            DtlsPolicy policy =
                    new DtlsPolicy(ALICE, new RemoteFingerprints(BOB.fingerprints()), 150);
            DtlsHandshake.start(policy, role, end::execute, end);
            assertThat(end.failure()).isEqualTo(DtlsFailure.TIMEOUT);
        }
    }

    @Test
    void aFloodInTheHandshakeEndsIt() {
        DtlsPair.End end = new DtlsPair.End(ignored -> {}, new CompletableFuture<>());
        end.start(BOB, DtlsRole.SERVER, ALICE.fingerprints());
        while (end.outcomes() == 0) {
            end.handshake().receive(new byte[100]);
            Thread.onSpinWait();
        }
        assertThat(end.failure()).isEqualTo(DtlsFailure.PROTOCOL);
    }

    @Test
    void datagramsAreSmallEnoughForTunnels() {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        DtlsPair pair =
                DtlsPair.Plan.of(Pem.rsaIdentity(), BOB)
                        .through(
                                next ->
                                        datagram -> {
                                            sizes.add(datagram.length);
                                            next.accept(datagram);
                                        },
                                Function.identity())
                        .start();
        assertMirrored(pair);
        pair.close();
        assertThat(sizes).allMatch(size -> size <= 1200).hasSizeBetween(2, 5);
    }

    @Test
    void doesNotStartWithoutARole() {
        assertThatThrownBy(() ->
                        DtlsHandshake.start(
                                ALICE,
                                DtlsRole.AUTO,
                                List.of(),
                                Runnable::run,
                                new DtlsPair.End(i -> {}, new CompletableFuture<>())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMirrored(DtlsPair pair) {
        SrtpKeys client = pair.clientKeys();
        SrtpKeys server = pair.serverKeys().mirrored();
        assertThat(server.profile()).isEqualTo(client.profile());
        assertThat(server.localKey()).isEqualTo(client.localKey());
        assertThat(server.localSalt()).isEqualTo(client.localSalt());
        assertThat(server.remoteKey()).isEqualTo(client.remoteKey());
        assertThat(server.remoteSalt()).isEqualTo(client.remoteSalt());
    }
}
