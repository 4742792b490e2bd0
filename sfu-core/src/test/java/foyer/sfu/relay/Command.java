package foyer.sfu.relay;

import foyer.sfu.scenario.LiveNetwork;
import foyer.sfu.scenario.LiveNetwork.Way;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line of text asks for. A line such as {@code at 10s down capacity 800kbit/s} changes one
 * or both ways, now or later; {@code cut}, {@code heal}, {@code rebind} and {@code stats} have a
 * word each.
 */
sealed interface Command {
    /** Makes something else later. */
    record Later(long delayNanos, Command command) implements Command {}

    record Change(List<Way> ways, Setting setting) implements Command {}

    record Cut() implements Command {}

    record Heal() implements Command {}

    record Rebind() implements Command {}

    record Stats() implements Command {}

    /** A change of one way. */
    interface Setting {
        void apply(LiveNetwork network, Way way);
    }

    /** Units, by what one of them is. */
    Map<String, Double> TIMES = Map.of("ms", 1e6, "s", 1e9);

    Map<String, Double> RATES = Map.of("kbit/s", 1e3, "Mbit/s", 1e6);
    Map<String, Double> SIZES = Map.of("kB", 1e3);
    Map<String, Double> SHARES = Map.of("%", 0.01);

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException with a sentence about what is wrong
     */
    static Command parse(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        if (words.getFirst().equals("at") && words.size() > 2) {
            String rest = String.join(" ", words.subList(2, words.size()));
            return new Later((long) amount(words.get(1), TIMES), parse(rest));
        }
        return switch (line.strip()) {
            case "cut" -> new Cut();
            case "heal" -> new Heal();
            case "rebind" -> new Rebind();
            case "stats" -> new Stats();
            default -> new Change(ways(words.getFirst()), setting(line, tail(words)));
        };
    }

    private static List<String> tail(List<String> words) {
        return words.subList(1, words.size());
    }

    private static List<Way> ways(String word) {
        return switch (word) {
            case "up" -> List.of(Way.UP);
            case "down" -> List.of(Way.DOWN);
            case "both" -> List.of(Way.UP, Way.DOWN);
            default -> throw new IllegalArgumentException("neither up, down nor both: " + word);
        };
    }

    private static Setting setting(String line, List<String> words) {
        Setting setting = known(words);
        if (setting == null) {
            throw new IllegalArgumentException("not understood: " + line);
        }
        return setting;
    }

    private static @Nullable Setting known(List<String> words) {
        String form = words.isEmpty() ? "" : words.getFirst() + " " + (words.size() - 1);
        return switch (form) {
            case "capacity 1" -> {
                long rate = words.get(1).equals("any") ? 0 : (long) amount(words.get(1), RATES);
                yield (network, way) -> network.capacity(way, rate);
            }
            case "queue 1" -> {
                int bytes = (int) amount(words.get(1), SIZES);
                yield (network, way) -> network.queue(way, bytes);
            }
            case "delay 1" -> {
                long nanos = (long) amount(words.get(1), TIMES);
                yield (network, way) -> network.delay(way, nanos);
            }
            case "jitter 1" -> {
                long nanos = (long) amount(words.get(1), TIMES);
                yield (network, way) -> network.jitter(way, nanos);
            }
            case "loss 1" -> {
                double chance = amount(words.get(1), SHARES);
                yield (network, way) -> network.loss(way, chance);
            }
            case "reorder 1" -> {
                double chance = amount(words.get(1), SHARES);
                yield (network, way) -> network.reordering(way, chance);
            }
            case "bursts 3" -> {
                double toBad = amount(words.get(1), SHARES);
                double toGood = amount(words.get(2), SHARES);
                double loss = amount(words.get(3), SHARES);
                yield (network, way) -> network.bursts(way, toBad, toGood, loss);
            }
            case "stalls 3" -> {
                long length = (long) amount(words.get(1), TIMES);
                long every = (long) amount(words.get(3), TIMES);
                yield (network, way) -> network.stalls(way, length, every);
            }
            default -> null;
        };
    }

    private static double amount(String word, Map<String, Double> units) {
        String unit = word.replaceFirst("^[0-9.]+", "");
        Double factor = units.get(unit);
        if (factor == null || unit.length() == word.length()) {
            throw new IllegalArgumentException("not an amount in " + units.keySet() + ": " + word);
        }
        return Double.parseDouble(word.substring(0, word.length() - unit.length())) * factor;
    }
}
