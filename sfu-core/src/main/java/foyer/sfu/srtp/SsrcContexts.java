package foyer.sfu.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Contexts by SSRC, few of them: a search that allocates nothing. */
final class SsrcContexts<T> {
    private int[] ssrcs = new int[4];
    private Object[] contexts = new Object[4];
    private int size;

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only put() writes
    @Nullable T get(int ssrc) {
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                return (T) contexts[i];
            }
        }
        return null;
    }

    void put(int ssrc, T context) {
        if (size == ssrcs.length) {
            ssrcs = Arrays.copyOf(ssrcs, size * 2);
            contexts = Arrays.copyOf(contexts, size * 2);
        }
        ssrcs[size] = ssrc;
        contexts[size++] = context;
    }
}
