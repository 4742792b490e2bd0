package foyer.signaling.session;

import foyer.signaling.protocol.Notice;

/** The way to a socket. Safe on every thread; a socket that is gone takes nothing. */
public interface Outbox {
    void send(String socketId, Notice notice);

    /** Closes a socket after what was sent to it. */
    void close(String socketId);
}
