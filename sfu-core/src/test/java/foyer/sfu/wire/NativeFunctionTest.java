package foyer.sfu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Functions of the C library, some with fewer and some with narrower parameters than the call has.
 */
@EnabledOnOs(OS.LINUX)
class NativeFunctionTest {
    private static final int EBADF = 9;

    private static NativeFunction function(String name) {
        return NativeFunction.find(Linker.nativeLinker().defaultLookup(), name).orElseThrow();
    }

    @Test
    void passesNumbersOfTheirOwnWidth() {
        assertThat((int) function("abs").call(-7)).isEqualTo(7);
        assertThat(function("labs").call(Long.MIN_VALUE + 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(function("getpid").call()).isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void passesAddresses() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom("foyer");
            MemorySegment copy = arena.allocate(text.byteSize());
            long returned =
                    function("memcpy").call(copy.address(), text.address(), text.byteSize());
            assertThat(returned).isEqualTo(copy.address());
            assertThat(copy.getString(0, StandardCharsets.US_ASCII)).isEqualTo("foyer");
            assertThat(function("strlen").call(copy.address())).isEqualTo(5);
        }
    }

    @Test
    void keepsTheErrorNumberOfEachCall() {
        NativeFunction dup = function("dup");
        NativeFunction.ErrorNumber number = new NativeFunction.ErrorNumber();
        NativeFunction.ErrorNumber untouched = new NativeFunction.ErrorNumber();
        assertThat((int) dup.call(number, -1, 0, 0, 0, 0, 0)).isEqualTo(-1);
        assertThat(number.get()).isEqualTo(EBADF);
        assertThat(untouched.get()).isZero();
    }

    @Test
    void isEmptyWhereThereIsNone() {
        assertThat(NativeFunction.find(Linker.nativeLinker().defaultLookup(), "foyer_has_no_such"))
                .isEmpty();
    }
}
