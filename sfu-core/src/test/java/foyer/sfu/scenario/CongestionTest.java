package foyer.sfu.scenario;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CongestionTest {
    @Test
    void trace() {
        Scenario call = new Scenario(21);
        for (int i = 0; i < 3; i++) {
            call.peer("sender" + i, LinkConditions.CLEAN);
        }
        VirtualPeer anna =
                call.peer("anna", LinkConditions.CLEAN).answers(Subscriber.Answers.ARRIVALS);
        Bottleneck narrow = new Bottleneck(call.events(), 3_000_000, 40_000);
        anna.downlink().through(narrow);
        for (VirtualPeer peer : call.peers()) {
            call.at(
                    Duration.ZERO,
                    () -> {
                        peer.join();
                        if (peer != anna) {
                            peer.produceAll();
                        } else {
                            peer.consumeAll();
                        }
                    });
        }
        call.at(Duration.ofSeconds(20), () -> narrow.capacity(500_000));
        call.at(Duration.ofSeconds(40), () -> narrow.capacity(3_000_000));
        long bytes = 0;
        for (int i = 0; i < 300; i++) {
            call.run(Duration.ofMillis(i * 200));
            long now = call.events().nowNanos();
            StringBuilder layers = new StringBuilder();
            for (ReceivedTrack t : anna.tracks()) {
                if (t.isVideo()) {
                    layers.append(t.layer())
                            .append(' ')
                            .append(
                                    t.decoded().isEmpty()
                                            ? -1
                                            : (now - t.decoded().getLast().atNanos()) / 1000000)
                            .append("ms ");
                }
            }
            System.out.printf(
                    "%.1f cap %d %s sent %d kbps q %d ms dropped %d | %s%n",
                    i * .2,
                    narrow.capacity(),
                    call.server().debug(),
                    (narrow.passedBytes() - bytes) * 8 / 200,
                    narrow.delayNanos(.95, now - 200_000_000, now) / 1000000,
                    narrow.dropped(),
                    layers);
            bytes = narrow.passedBytes();
        }
    }
}
