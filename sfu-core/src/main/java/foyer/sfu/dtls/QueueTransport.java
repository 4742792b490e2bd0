package foyer.sfu.dtls;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/** Datagrams from a loop for a thread that waits for them; a bounded number of them. */
final class QueueTransport implements DatagramTransport {
    /** A flight is a handful of datagrams; more waiting ones are a flood. */
    private static final int MAX_QUEUED = 64;

    /** Below any path's MTU, as a handshake has no other way to find out. */
    private static final int SEND_BYTES = 1200;

    static final int RECEIVE_BYTES = 2048;

    /** No datagram is empty: this one ends the wait. */
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final DtlsOutput output;
    private volatile boolean closed;

    QueueTransport(DtlsOutput output) {
        this.output = output;
    }

    /** Drops what is too much or too long: the peer sends it again. */
    void offer(byte[] datagram) {
        if (datagram.length > 0 && datagram.length <= RECEIVE_BYTES && !closed) {
            var _ = queue.offer(datagram);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the wait of the thread inside {@link #receive}. */
    void end() {
        closed = true;
        queue.clear();
        var _ = queue.offer(END);
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_BYTES;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        byte[] datagram = poll(waitMillis);
        if (datagram == null) {
            return -1;
        }
        if (datagram.length == 0) {
            throw new IOException("closed");
        }
        int count = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, count);
        return count;
    }

    private byte @org.jspecify.annotations.Nullable [] poll(int waitMillis) throws IOException {
        try {
            return queue.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(buffer, offset, datagram, 0, length);
        output.transmit(datagram);
    }

    @Override
    public void close() {
        closed = true;
    }
}
