package foyer.sfu.srtp;

import foyer.sfu.api.SrtpCipher;
import foyer.sfu.wire.SrtpKeys;
import foyer.sfu.wire.SrtpProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes the SRTP contexts of one room: they share memory, so all of them belong to its loop's
 * thread.
 */
public final class Srtp {
    /** The most that protection adds: the AEAD's tag and the SRTCP index (RFC 7714 9.2). */
    public static final int MAX_OVERHEAD = 20;

    /**
     * How far a restored context's own SRTCP index jumps: a snapshot may be older than the last
     * packet, and an index used twice would be an initialization vector used twice. Receivers take
     * any way forward, and 2^31 indices allow for ten thousands of such jumps.
     */
    static final int RTCP_INDEX_JUMP = 1 << 16;

    private final Supplier<CipherChoice> choice;
    private final Scratch scratch = new Scratch();

    /** With the ciphers that are chosen when a context is made. */
    public Srtp(Supplier<CipherChoice> choice) {
        this.choice = choice;
    }

    /** With the ciphers that are there on every machine. */
    public static Srtp base() {
        return new Srtp(() -> CipherChoice.BASE);
    }

    /**
     * Loads the ciphers, and decides whose are to be used in this process. Loading costs 50 to 200
     * ms and measuring about as much, so this is for a process's start and not for a loop.
     *
     * @param nanoTime a clock to measure by, for {@link SrtpCipher#AUTO}
     */
    public static SrtpReport choose(SrtpCipher wanted, LongSupplier nanoTime) {
        List<String> measured = new ArrayList<>();
        SrtpCipher aead = choose(wanted, SrtpProfile.AEAD_AES_128_GCM, nanoTime, measured);
        SrtpCipher counter = choose(wanted, SrtpProfile.AES128_CM_HMAC_SHA1_80, nanoTime, measured);
        String missing = CipherChoice.nativeMissing(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        return new SrtpReport(
                new CipherChoice(aead, counter),
                missing == null ? Libcrypto.VERSION : "not used: " + missing,
                String.join("; ", measured));
    }

    private static SrtpCipher choose(
            SrtpCipher wanted, SrtpProfile profile, LongSupplier nanoTime, List<String> measured) {
        boolean hasNative = CipherChoice.nativeMissing(profile) == null;
        return switch (wanted) {
            case NATIVE -> hasNative ? SrtpCipher.NATIVE : SrtpCipher.BASE;
            case JDK, BASE -> wanted;
            case AUTO -> {
                // The JDK's garbage alone costs more than a packet does with the library.
                List<SrtpCipher> candidates =
                        hasNative
                                ? List.of(SrtpCipher.NATIVE, SrtpCipher.BASE)
                                : List.of(SrtpCipher.BASE, SrtpCipher.JDK);
                List<CipherRace.Result> results = new CipherRace(profile, nanoTime).run(candidates);
                measured.add(text(profile, results));
                yield results.getFirst().cipher();
            }
        };
    }

    private static String text(SrtpProfile profile, List<CipherRace.Result> results) {
        StringBuilder text = new StringBuilder(profile.name());
        for (CipherRace.Result result : results) {
            text.append(' ')
                    .append(result.cipher().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(result.packetNanos())
                    .append(" ns");
        }
        return text.toString();
    }

    /** A new context, the caller's to close. */
    public SrtpContext context(SrtpKeys keys) {
        return new SrtpSession(
                choice.get(), keys, new SrtpState(List.of(), List.of(), List.of(), 1), scratch);
    }

    /**
     * Goes on where a snapshot stood. The caller sees to it that sent sequence numbers go on behind
     * the last one really sent, and that no stream is more than 32767 packets past its snapshot.
     */
    public SrtpContext restored(SrtpKeys keys, SrtpState state) {
        SrtpState ahead =
                new SrtpState(
                        state.sent(),
                        state.received(),
                        state.receivedRtcp(),
                        state.nextRtcpIndex() + RTCP_INDEX_JUMP);
        return new SrtpSession(choice.get(), keys, ahead, scratch);
    }

    /** A context of the base's ciphers. */
    public static SrtpContext create(SrtpKeys keys) {
        return base().context(keys);
    }

    /** Keys in a library's memory: of the contexts that were made here and not closed. */
    int keys() {
        return scratch.keys();
    }
}
