package foyer.sfu.engine;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives by the system call itself, several datagrams at once, on a descriptor of its own for the
 * socket of a channel: no object for a datagram. Netty's event loop says when there are some. It
 * ends with the channel.
 */
final class NativeReceiver implements EpollIoHandle {
    private static final Logger LOG = LoggerFactory.getLogger(NativeReceiver.class);

    /** Calls before the loop sees to something else; what is left then is announced again. */
    private static final int MOST_CALLS = 16;

    private final SystemReceive system;
    private final Loop loop;
    private final FileDescriptor descriptor;
    private final Senders senders;
    private final ReceiveTable table = new ReceiveTable(Sockets.MAX_DATAGRAM_BYTES);

    /**
     * With its own descriptor; receives nothing yet.
     *
     * @param channel one of Netty's epoll, of the loop, which does not read
     * @param local the index of its address
     */
    NativeReceiver(SystemReceive system, Channel channel, Loop loop, int local) {
        this.system = system;
        this.loop = loop;
        this.senders = new Senders(local);
        try {
            descriptor = system.duplicate(((UnixChannel) channel).fd().intValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Receives from now on. Not said on the loop. */
    void start(Channel channel) {
        IoRegistration registration =
                ((IoEventLoop) channel.eventLoop()).register(this).syncUninterruptibly().getNow();
        channel.closeFuture()
                .addListener(closed -> {
                    registration.cancel();
                    close();
                });
        // Announced as long as there is something, not once for what has come.
        registration.submit(EpollIoOps.EPOLLIN);
    }

    @Override
    public FileDescriptor fd() {
        return descriptor;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        receive();
        try {
            loop.settle();
        } catch (RuntimeException e) {
            bug(e);
        }
    }

    /** Takes what there is. */
    void receive() {
        for (int call = 0; call < MOST_CALLS && descriptor.isOpen(); call++) {
            int received =
                    system.receive(descriptor.intValue(), table.address(), ReceiveTable.MESSAGES);
            if (received < 0) {
                failed(-received);
                break;
            }
            read(received);
            if (received < ReceiveTable.MESSAGES) {
                break;
            }
        }
    }

    private void read(int received) {
        for (int message = 0; message < received; message++) {
            try {
                loop.receive(
                        table.datagrams(),
                        table.offset(message),
                        table.length(message),
                        senders.path(table.names(), table.nameOffset(message)));
            } catch (RuntimeException e) {
                bug(e);
            }
        }
        table.clear(received);
    }

    /** Our own: it must not come to Netty, which would stop the loop for a second. */
    private void bug(RuntimeException e) {
        LOG.error("datagram failed loop={}", loop.index(), e);
    }

    private void failed(int error) {
        // A network that is gone would say so for every packet.
        if (error != SystemCall.EAGAIN && error != SystemCall.EINTR && loop.unsent() == 1) {
            LOG.warn("socket error loop={} errno={}", loop.index(), error);
        }
    }

    @Override
    public void close() {
        try {
            descriptor.close();
        } catch (IOException e) {
            LOG.warn("descriptor not closed loop={}", loop.index(), e);
        }
    }
}
