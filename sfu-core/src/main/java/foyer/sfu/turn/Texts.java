package foyer.sfu.turn;

import java.nio.charset.StandardCharsets;

/** Texts of messages: everything that we make is ASCII. */
final class Texts {
    private Texts() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
