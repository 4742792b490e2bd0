package foyer.signaling.session;

import foyer.signaling.media.Direction;
import foyer.signaling.media.PeerMedia;
import foyer.signaling.media.RoomMedia;
import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Transports for clients that want to know, before they join, whether and how they reach the media
 * ports. Each answers ICE checks and carries nothing; it ends after a while, with its socket, and
 * when its socket asks for another one. Their router is there while one of them is. Safe on every
 * thread: everything is done on one executor.
 */
final class NetworkProbes {
    /** Long enough to try every way there is. */
    static final long LIFE_MILLIS = 20_000;

    /** Of all clients together. */
    static final int MAX_PROBES = 200;

    private final Meetings.Setup setup;
    private final Executor executor;

    /** By socket. */
    private final Map<String, Probe> probes = new HashMap<>();

    private @Nullable RoomMedia media;

    private record Probe(PeerMedia peer, Time.Alarm alarm) {}

    NetworkProbes(Meetings.Setup setup) {
        this.setup = setup;
        executor = new SerialExecutor(setup.pool());
    }

    void probe(Socket socket, Ack ack) {
        executor.execute(() -> {
            begin(socket, ack);
            settle();
        });
    }

    /** The socket is gone. */
    void forget(String socketId) {
        executor.execute(() -> {
            end(socketId);
            settle();
        });
    }

    private void begin(Socket socket, Ack ack) {
        end(socket.id());
        // Of a socket that is gone nobody would end it.
        if (socket.isGone() || probes.size() >= MAX_PROBES) {
            ack.refuse(ErrorWord.NOT_READY);
            return;
        }
        PeerMedia peer = media().newPeer();
        Time.Alarm alarm = setup.time().after(LIFE_MILLIS, () -> expire(socket.id(), peer));
        probes.put(socket.id(), new Probe(peer, alarm));
        var _ =
                peer.createTransport(Direction.RECEIVE)
                        .whenComplete((options, failure) -> {
                            if (failure == null) {
                                ack.answer(new Answer.TransportMade(options, null));
                            } else {
                                ack.refuse(ErrorWord.NOT_READY);
                                expire(socket.id(), peer);
                            }
                        });
    }

    /** The socket may have another one by now. */
    private void expire(String socketId, PeerMedia peer) {
        executor.execute(() -> {
            Probe probe = probes.get(socketId);
            if (probe != null && probe.peer == peer) {
                end(socketId);
                settle();
            }
        });
    }

    private void end(String socketId) {
        Probe probe = probes.remove(socketId);
        if (probe != null) {
            probe.alarm.cancel();
            probe.peer.close();
        }
    }

    private RoomMedia media() {
        RoomMedia open = media;
        if (open == null) {
            open = RoomMedia.open(setup.routers(), executor, event -> {});
            media = open;
        }
        return open;
    }

    private void settle() {
        RoomMedia open = media;
        if (open != null && probes.isEmpty()) {
            media = null;
            open.close();
        }
    }
}
