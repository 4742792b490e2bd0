package foyer.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsPolicyTest {
    private static final DtlsIdentity IDENTITY = DtlsPair.newIdentity();

    private final DtlsPolicy policy =
            new DtlsPolicy(IDENTITY, new RemoteFingerprints(List.of()), 1000);

    @Test
    void theServerChoosesByItsOwnOrder() throws IOException {
        // Chromium offers SRTP_AES128_CM_HMAC_SHA1_80 first
        UseSRTPData chosen = policy.choose(srtp(0x0001, 0x0008, 0x0007));
        assertThat(chosen.getProtectionProfiles()).containsExactly(0x0007);
        assertThat(chosen.getMki()).isEmpty();
        assertThat(policy.choose(srtp(0x0001, 0x0008)).getProtectionProfiles())
                .containsExactly(0x0008);
        assertThat(policy.choose(srtp(0x0002, 0x0001)).getProtectionProfiles())
                .containsExactly(0x0001);
    }

    @Test
    void nothingInCommonFails() {
        assertThatThrownBy(() -> policy.choose(srtp(0x0002, 0x0005)))
                .isInstanceOf(TlsFatalAlert.class);
        assertThat(policy.failure()).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
    }

    @Test
    void aPeerWithoutSrtpFails() {
        assertThatThrownBy(() -> policy.choose(null)).isInstanceOf(TlsFatalAlert.class);
        assertThat(policy.failure()).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
        DtlsPolicy client = new DtlsPolicy(IDENTITY, new RemoteFingerprints(List.of()), 1000);
        assertThatThrownBy(() -> client.accept(null)).isInstanceOf(TlsFatalAlert.class);
        assertThat(client.failure()).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0002, 0x0000, 0xffff})
    void theClientRefusesAChoiceItDidNotOffer(int id) {
        assertThatThrownBy(() -> policy.accept(srtp(id))).isInstanceOf(TlsFatalAlert.class);
    }

    @Test
    void theClientRefusesTwoChoicesAndAnIdentifierItDidNotOffer() {
        assertThatThrownBy(() -> policy.accept(srtp(7, 8))).isInstanceOf(TlsFatalAlert.class);
        assertThatThrownBy(() -> policy.accept(new UseSRTPData(new int[] {7}, new byte[1])))
                .isInstanceOf(TlsFatalAlert.class);
    }

    @Test
    void refusesAPeerWithoutCertificate() {
        assertThatThrownBy(() -> policy.verify(Certificate.EMPTY_CHAIN))
                .isInstanceOf(TlsFatalAlert.class);
        assertThat(policy.failure()).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
    }

    @Test
    void cutsTheExportedMaterialAsTheRfcSays() throws IOException {
        // RFC 5764 4.2: client key, server key, client salt, server salt
        policy.choose(srtp(0x0007));
        policy.export(exporter());
        SrtpKeys server = policy.keys();
        assertThat(server.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(hex(server.remoteKey())).isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(hex(server.localKey())).isEqualTo("101112131415161718191a1b1c1d1e1f");
        assertThat(hex(server.remoteSalt())).isEqualTo("202122232425262728292a2b");
        assertThat(hex(server.localSalt())).isEqualTo("2c2d2e2f3031323334353637");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static UseSRTPData srtp(int... profiles) {
        return new UseSRTPData(profiles, new byte[0]);
    }

    /** A server's context that exports 0, 1, 2 … */
    private static TlsContext exporter() {
        return (TlsContext)
                Proxy.newProxyInstance(
                        TlsContext.class.getClassLoader(),
                        new Class<?>[] {TlsContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "isServer" -> true;
                                    case "exportKeyingMaterial" -> {
                                        assertThat(arguments[0]).isEqualTo("EXTRACTOR-dtls_srtp");
                                        byte[] bytes = new byte[(int) arguments[2]];
                                        for (int i = 0; i < bytes.length; i++) {
                                            bytes[i] = (byte) i;
                                        }
                                        yield bytes;
                                    }
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
