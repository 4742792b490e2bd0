package foyer.sfu.record;

import foyer.sfu.api.MediaException;
import foyer.sfu.api.RtpCapabilities;
import foyer.sfu.record.Links.Link;
import foyer.sfu.router.RouterCommand;
import foyer.sfu.router.RouterOutput;
import foyer.sfu.router.RouterReplay;
import foyer.sfu.router.RouterStats;
import foyer.sfu.router.RouterTap;
import foyer.sfu.router.RouterTap.HandshakeResult;
import foyer.sfu.router.RouterTap.PathChange;
import foyer.sfu.router.SilentOutput;
import foyer.sfu.wire.PacketBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Plays a recording through the router's code, as fast as it goes. */
public final class Replay {
    /**
     * What came of it.
     *
     * @param inputs how many were played
     * @param outputs how many packets were sent
     * @param outputHash to compare with the recording's
     * @param failures how many inputs the router failed at, as it did in the live call
     * @param firstFailure the first of these, null without any
     * @param stats the router at the end
     */
    public record Result(
            long inputs,
            long outputs,
            long outputHash,
            long failures,
            @Nullable RuntimeException firstFailure,
            RouterStats stats) {
        /** True when the live router sent the same. */
        public boolean matches(Recording recording) {
            return outputs == recording.outputs() && outputHash == recording.outputHash();
        }
    }

    private Replay() {}

    /** Plays it and discards what comes out. */
    public static Result run(Recording recording) {
        return run(recording, RouterTap.NONE, new SilentOutput());
    }

    /**
     * Plays it.
     *
     * @param witness sees all that goes in and out, clear; what was not recorded is zeros
     * @param out is told the events, and sent packets that are protected with other keys
     */
    public static Result run(Recording recording, RouterTap witness, RouterOutput out) {
        RtpCapabilities capabilities = recording.config().capabilities();
        OutputTap tap = new OutputTap(new OutputHash(capabilities, recording.payloads()), witness);
        Player player = new Player(new RouterReplay(recording.config(), tap), out);
        try {
            Timeline.play(recording, player);
            player.replay.router().settle(out);
        } catch (IOException e) {
            throw new IllegalStateException("recording that was neither made nor read here", e);
        }
        return new Result(
                player.inputs,
                tap.hash().outputs(),
                tap.hash().value(),
                player.failures,
                player.firstFailure,
                player.replay.router().stats(player.lastNanos));
    }

    /** Gives each input to the router as the engine would. */
    private static final class Player implements Timeline.Visitor {
        private final RouterReplay replay;
        private final RouterOutput out;
        private long inputs;
        private long lastNanos;
        private long failures;
        private @Nullable RuntimeException firstFailure;

        Player(RouterReplay replay, RouterOutput out) {
            this.replay = replay;
            this.out = out;
        }

        @Override
        public void command(RouterCommand command, long nowNanos) {
            play(
                    () -> {
                        try {
                            replay.router().apply(command, nowNanos, out);
                        } catch (MediaException refused) {
                            // As it was then: whoever asked was told.
                        }
                    },
                    nowNanos);
        }

        @Override
        public void path(Link link, PathChange change, long nowNanos) {
            play(() -> replay.path(link.id(), change, nowNanos, out), nowNanos);
        }

        @Override
        public void handshake(Link link, HandshakeResult result, long nowNanos) {
            play(() -> replay.handshake(link.id(), result, nowNanos, out), nowNanos);
        }

        @Override
        public void rtp(Link link, PacketBuffer packet, long nowNanos) {
            play(() -> replay.rtp(link.id(), packet, nowNanos, out), nowNanos);
        }

        @Override
        public void rtcp(Link link, PacketBuffer packet, long nowNanos) {
            play(() -> replay.rtcp(link.id(), packet, nowNanos, out), nowNanos);
        }

        @Override
        public void deadline(long nowNanos) {
            play(() -> replay.router().onDeadline(nowNanos, out), nowNanos);
        }

        private void play(Runnable input, long nowNanos) {
            inputs++;
            lastNanos = nowNanos;
            try {
                input.run();
            } catch (RuntimeException e) {
                // The engine goes on after a failed input, so the rest of the call did.
                failures++;
                firstFailure = firstFailure == null ? e : firstFailure;
            }
        }
    }
}
