package foyer.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CipherFallbackTest {
    /** A process that may not call the host's libraries is like one where they are not. */
    @Test
    void withoutTheHostsLibraryTheBaseServes() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--illegal-native-access=deny",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("surefire.test.class.path")
                                        + File.pathSeparator
                                        + System.getProperty("java.class.path"),
                                Main.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("NATIVE: CipherChoice[aead=BASE, counter=BASE] library=not used: ");
        assertThat(said)
                .containsPattern("AUTO: CipherChoice\\[aead=(BASE|JDK), counter=(BASE|JDK)]");
        assertThat(said).contains("carried OK");
    }

    /** The process. */
    static final class Main {
        public static void main(String[] arguments) {
            for (SrtpCipher wanted : new SrtpCipher[] {SrtpCipher.NATIVE, SrtpCipher.AUTO}) {
                SrtpReport report = Srtp.choose(wanted, System::nanoTime);
                System.out.printf("%s: %s library=%s%n", wanted, report.choice(), report.library());
                SrtpKeys keys = Packets.keys(SrtpProfile.AEAD_AES_128_GCM, new Random(1));
                SrtpContext context = new Srtp(report::choice).context(keys);
                System.out.println("carried " + context.protectRtp(Packets.rtp(1, 1, 100)));
            }
        }
    }
}
