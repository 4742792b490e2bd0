package foyer.signaling.app;

import java.util.function.Function;

/**
 * The configuration's values as texts, and what is said of those that cannot be used.
 *
 * @param texts what each key has, its default where it has nothing
 */
record KeyValues(Function<Key, String> texts) {
    String value(Key key) {
        return texts.apply(key);
    }

    /**
     * A whole number.
     *
     * @throws ConfigurationException when it is none between these
     */
    int number(Key key, int least, int most) {
        try {
            int number = Integer.parseInt(value(key));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw bad(key, "a number from " + least + " to " + most);
    }

    ConfigurationException bad(Key key, String wanted) {
        return new ConfigurationException(
                key + " is \"" + value(key) + "\": set it to " + wanted + ".");
    }
}
