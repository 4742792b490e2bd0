package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionKeysTest {
    // RFC 3711 B.3
    private static final byte[] MASTER_KEY = Packets.hex("E1F97A0D3E018BE0D64FA32C06DE4139");
    private static final byte[] MASTER_SALT = Packets.hex("0EC675AD498AFEEBB6960B3AABE6");

    @Test
    void derivesTheCipherKey() {
        assertThat(SessionKeys.derive(MASTER_KEY, MASTER_SALT, 0, 16))
                .isEqualTo(Packets.hex("C61E7A93744F39EE10734AFE3FF7A087"));
    }

    @Test
    void derivesTheCipherSalt() {
        assertThat(SessionKeys.derive(MASTER_KEY, MASTER_SALT, 2, 14))
                .isEqualTo(Packets.hex("30CBBC08863D8C85D49DB34A9AE1"));
    }

    @Test
    void derivesTheAuthenticationKey() {
        assertThat(SessionKeys.derive(MASTER_KEY, MASTER_SALT, 1, 94))
                .isEqualTo(
                        Packets.hex(
                                "CEBE321F6FF7716B6FD4AB49AF256A15",
                                "6D38BAA48F0A0ACF3C34E2359E6CDBCE",
                                "E049646C43D9327AD175578EF7227098",
                                "6371C10C9A369AC2F94A8C5FBCDDDC25",
                                "6D6E919A48B610EF17C2041E47403576",
                                "6B68642C59BBFC2F34DB60DBDFB2"));
    }
}
