package foyer.signaling.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a copy of a file is packed that the build made beside it; the smallest first. */
enum Packing {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    private final String coding;
    private final String suffix;

    Packing(String coding, String suffix) {
        this.coding = coding;
        this.suffix = suffix;
    }

    /** Its name in HTTP: RFC 9110, section 8.4.1, and RFC 7932. */
    String coding() {
        return coding;
    }

    /** What follows the name of the file in that of its packed copy. */
    String suffix() {
        return suffix;
    }

    /** Those that a client takes; a wildcard names none, and a weight of zero refuses. */
    static List<Packing> accepted(String acceptEncoding) {
        List<Packing> accepted = new ArrayList<>(2);
        String said = acceptEncoding.toLowerCase(Locale.ROOT);
        for (Packing packing : values()) {
            if (names(said, packing.coding)) {
                accepted.add(packing);
            }
        }
        return accepted;
    }

    private static boolean names(String said, String coding) {
        for (String item : said.split(",", -1)) {
            String[] parts = item.split(";", 2);
            boolean refused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0*)?");
            if (parts[0].strip().equals(coding)) {
                return !refused;
            }
        }
        return false;
    }
}
