package foyer.load.scenario;

/**
 * Coming and going.
 *
 * @param everySeconds how often
 * @param share which part of those who are no hosts leaves each time and is replaced, 0…1
 */
public record Churn(double everySeconds, double share) {}
