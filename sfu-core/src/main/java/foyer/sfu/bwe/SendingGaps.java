package foyer.sfu.bwe;

/**
 * Whether the application sends clearly less than it might, so that what arrives says little of the
 * capacity (after libwebrtc's AlrDetector: a budget at 65 % of the estimate that is not used up).
 */
final class SendingGaps {
    private static final double SHARE = 0.65;
    private static final double WINDOW_SECONDS = 0.5;
    private static final double BEGIN = 0.8;
    private static final double END = 0.5;

    private double budgetBits;
    private long lastNanos;
    private boolean started;
    private boolean idle;

    boolean idle() {
        return idle;
    }

    void sent(int bytes, long estimate, long nowNanos) {
        double seconds = started ? Math.clamp((nowNanos - lastNanos) / 1e9, 0, 1) : 0;
        started = true;
        lastNanos = nowNanos;
        double most = estimate * WINDOW_SECONDS;
        budgetBits = Math.clamp(budgetBits + SHARE * estimate * seconds - bytes * 8.0, -most, most);
        if (budgetBits > BEGIN * most) {
            idle = true;
        } else if (budgetBits < END * most) {
            idle = false;
        }
    }
}
