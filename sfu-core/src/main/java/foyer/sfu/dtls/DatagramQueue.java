package foyer.sfu.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * The blocking socket that Bouncy Castle wants, over a bounded queue and our output. The library
 * sends every message by itself; here the records of a flight share datagrams, so that fewer can be
 * lost and change_cipher_spec never comes behind what it announces. They leave when the library
 * goes back to listening.
 */
final class DatagramQueue implements DatagramTransport {
    static final int CAPACITY = 32;
    static final int MAX_DATAGRAM_BYTES = 2048;

    /** A handshake needs about ten; with every one sent again five times it is done or hopeless. */
    static final int MAX_HANDSHAKE_DATAGRAMS = 256;

    /** What passes tunnels too, as in other WebRTC implementations. */
    private static final int SEND_BYTES = 1200;

    /** More than any datagram, so that none is cut off by what the cipher subtracts. */
    private static final int RECEIVE_BYTES = MAX_DATAGRAM_BYTES + 256;

    private static final byte[] WAKE_UP = new byte[0];
    private static final byte[] NOTHING = new byte[0];

    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final DtlsOutput output;
    private byte[] flight = NOTHING;
    private volatile boolean stopped;
    private boolean closedByLibrary;
    private boolean established;

    /** Whether somebody reads, or nobody ever will again. */
    private final AtomicBoolean hasReader = new AtomicBoolean(true);

    private int flightBytes;
    private int untilTooMany = MAX_HANDSHAKE_DATAGRAMS;

    DatagramQueue(DtlsOutput output) {
        this.output = output;
    }

    void offer(byte[] datagram) {
        if (datagram.length > 0 && datagram.length <= MAX_DATAGRAM_BYTES) {
            queue.offer(datagram);
        }
    }

    void stop() {
        stopped = true;
        queue.offer(WAKE_UP); // a full queue wakes the reader as well
    }

    /**
     * True when somebody has to begin to read: who is told so, and nobody else. What the last
     * reader wrote that one sees.
     */
    boolean wantReader() {
        return hasReader.compareAndSet(false, true);
    }

    /** A reader found nothing more; true when something has come and it has to go on. */
    boolean keepReader() {
        hasReader.set(false);
        return !queue.isEmpty() && wantReader();
    }

    /** How many datagrams wait to be read. */
    int backlog() {
        return queue.size();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether the association has ended, on our side or by the library. The reader's. */
    boolean isOver() {
        return stopped || closedByLibrary;
    }

    /**
     * The handshake is over: its last flight leaves, datagrams are not counted any more, and nobody
     * waits for them: reading ends where nothing has come.
     */
    void established() {
        flush();
        untilTooMany = Integer.MAX_VALUE;
        established = true;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        flush();
        byte[] datagram = next(waitMillis);
        if (isOver() || (established && datagram == null)) {
            // The one exception after which the library leaves it to us to say close_notify.
            throw new InterruptedIOException(isOver() ? "closed" : "nothing has come");
        }
        if (datagram == null) {
            return -1;
        }
        if (untilTooMany != Integer.MAX_VALUE && --untilTooMany < 0) {
            throw new IOException("handshake datagrams: more than " + MAX_HANDSHAKE_DATAGRAMS);
        }
        if (!Records.areHarmless(datagram)) {
            return 0; // too short for a record: dropped without ending the wait
        }
        int bytes = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, bytes);
        return bytes;
    }

    private byte @Nullable [] next(int waitMillis) throws InterruptedIOException {
        try {
            if (isOver()) {
                return null;
            }
            if (established) {
                return queue.poll();
            }
            return waitMillis == 0 ? queue.take() : queue.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            stopped = true;
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (flightBytes + length > SEND_BYTES) {
            flush();
        }
        if (flight.length == 0) {
            flight = new byte[SEND_BYTES];
        }
        System.arraycopy(buffer, offset, flight, flightBytes, length);
        flightBytes += length;
    }

    private void flush() {
        if (flightBytes > 0) {
            byte[] datagram = Arrays.copyOf(flight, flightBytes);
            flightBytes = 0;
            flight = NOTHING;
            output.transmit(datagram);
        }
    }

    /** The library has ended the association: its alert leaves, a reader must not wait for more. */
    @Override
    public void close() {
        flush();
        closedByLibrary = true;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_BYTES;
    }
}
