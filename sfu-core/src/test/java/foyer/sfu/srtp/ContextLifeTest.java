package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foyer.sfu.api.IceParameters;
import foyer.sfu.router.SilentOutput;
import foyer.sfu.transport.TransportOutput;
import foyer.sfu.transport.WebRtcTransport;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys outside the heap are given back, once, and not used afterwards. */
class ContextLifeTest {
    private static final SrtpKeys KEYS = Packets.keys(SrtpProfile.AEAD_AES_128_GCM, new Random(1));
    private static final TransportOutput NOWHERE = new SilentOutput();

    private final Srtp room = new Srtp(() -> NativeCiphers.CHOICE);

    @BeforeAll
    static void needsTheLibrary() {
        NativeCiphers.assumeThere();
    }

    @ParameterizedTest
    @EnumSource
    void closingFreesEveryKeyOnce(SrtpProfile profile) {
        SrtpContext context = room.context(Packets.keys(profile, new Random(2)));
        assertThat(room.keys()).isEqualTo(4);
        context.close();
        context.close();
        assertThat(room.keys()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedContextIsNotUsed(SrtpProfile profile) {
        SrtpKeys keys = Packets.keys(profile, new Random(3));
        SrtpContext context = room.context(keys);
        PacketBuffer received = Packets.rtp(1, 1, 100);
        PacketBuffer report = Packets.rtcp(1, 5);
        try (SrtpContext other = room.context(keys.mirrored())) {
            other.protectRtp(received);
            other.protectRtcp(report);
        }
        context.close();
        assertThatThrownBy(() -> context.protectRtp(Packets.rtp(1, 1, 100)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.protectRtcp(Packets.rtcp(1, 5)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.unprotectRtp(received))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> context.unprotectRtcp(report))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aTransportGivesItsKeysBack() {
        WebRtcTransport transport = transport();
        transport.connected(KEYS);
        assertThat(room.keys()).isEqualTo(4);
        transport.connected(KEYS);
        assertThat(room.keys()).as("new keys replace the old").isEqualTo(4);
        transport.failed();
        assertThat(room.keys()).isZero();
        transport.close(NOWHERE);

        WebRtcTransport other = transport();
        other.connected(KEYS);
        other.close(NOWHERE);
        assertThat(room.keys()).isZero();
    }

    private WebRtcTransport transport() {
        IceParameters credentials = new IceParameters("user", "password0123456789012345", true);
        return new WebRtcTransport("one", credentials, room, new Drops(), NOWHERE);
    }
}
