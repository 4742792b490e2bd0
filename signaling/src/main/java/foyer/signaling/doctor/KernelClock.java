package foyer.signaling.doctor;

import foyer.sfu.wire.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Whether something keeps this machine's clock, as the kernel knows it. */
enum KernelClock {
    /** NTP, in whatever program, or the host does. */
    KEPT,
    /** Nobody, or not yet. */
    LEFT_ALONE,
    UNKNOWN;

    /** More than a {@code struct timex} has on any 64-bit Linux. */
    private static final long TIMEX_BYTES = 512;

    /** Where its {@code int status} is: after an int, padding and four longs. */
    private static final long STATUS_AT = 40;

    /** {@code STA_UNSYNC} of {@code sys/timex.h}. */
    private static final int UNSYNCHRONIZED = 0x40;

    /** Asks by {@code adjtimex} with no modes, which changes nothing and needs no right. */
    static KernelClock ask() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return UNKNOWN;
        }
        try {
            return NativeFunction.find(Linker.nativeLinker().defaultLookup(), "adjtimex")
                    .map(KernelClock::ask)
                    .orElse(UNKNOWN);
        } catch (LinkageError denied) { // who started the JVM allowed no native access
            return UNKNOWN;
        }
    }

    private static KernelClock ask(NativeFunction adjtimex) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
            int state = (int) adjtimex.call(timex.address());
            return of(state, timex.get(ValueLayout.JAVA_INT, STATUS_AT));
        }
    }

    /** Of what it returned, which is negative where a container or a service may not ask. */
    static KernelClock of(int state, int status) {
        if (state < 0) {
            return UNKNOWN;
        }
        return (status & UNSYNCHRONIZED) == 0 ? KEPT : LEFT_ALONE;
    }
}
