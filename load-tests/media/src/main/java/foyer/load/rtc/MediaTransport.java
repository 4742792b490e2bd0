package foyer.load.rtc;

import foyer.sfu.api.DtlsRole;
import foyer.sfu.dtls.DtlsFailure;
import foyer.sfu.dtls.DtlsHandshake;
import foyer.sfu.dtls.DtlsOutput;
import foyer.sfu.rtcp.RtcpMessage;
import foyer.sfu.rtcp.RtcpParser;
import foyer.sfu.rtcp.RtcpWriter;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.SrtpKeys;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A transport with its socket. Everything but {@link #connected} is for its event loop. */
public final class MediaTransport {
    private static final long FIRST_CHECKS_MILLIS = 250;

    /** As Chromium does on a path that is stable; RFC 7675 asks for five seconds. */
    private static final long CONSENT_MILLIS = 2_500;

    private static final long GOODBYE_MILLIS = 100;
    private static final int RTCP_BYTES = 1200;
    private static final int DTLS_LEAST = 20;
    private static final int DTLS_MOST = 63;

    private final EventLoop loop;
    private final RemoteTransport remote;
    private final Workshop workshop;
    private final Receiver receiver;
    private final BindingCheck check;
    private final CompletableFuture<MediaTransport> connected = new CompletableFuture<>();
    private final PacketBuffer incoming = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final PacketBuffer outgoing = PacketBuffer.allocate(PacketBuffer.CAPACITY);
    private final RtcpWriter rtcpWriter = new RtcpWriter();
    private @Nullable Channel channel;
    private @Nullable InetSocketAddress address;
    private @Nullable DtlsHandshake handshake;
    private @Nullable SrtpContext srtp;
    private int nextCandidate;
    private long checkSentNanos;
    private long rttNanos;
    private boolean closed;

    /** Who gets what comes in. */
    public interface Receiver {
        /**
         * A protected RTP packet.
         *
         * @param packet valid during the call
         */
        void rtp(ByteBuf packet, long nowNanos);

        /** A message out of an RTCP packet that was authenticated. */
        void rtcp(RtcpMessage message, long nowNanos);

        /** A packet that could not be authenticated or parsed. */
        void unreadable();
    }

    private MediaTransport(
            EventLoop loop, RemoteTransport remote, Workshop workshop, Receiver receiver) {
        this.loop = loop;
        this.remote = remote;
        this.workshop = workshop;
        this.receiver = receiver;
        check = new BindingCheck(remote, workshop.localFragment(), workshop.random());
    }

    /** Opens a socket and begins checks and the handshake; any thread. */
    public static MediaTransport open(
            EventLoop loop, RemoteTransport remote, Workshop workshop, Receiver receiver) {
        MediaTransport transport = new MediaTransport(loop, remote, workshop, receiver);
        loop.execute(transport::bind);
        return transport;
    }

    /** Done once there are keys; failed when there will be none. */
    public CompletableFuture<MediaTransport> connected() {
        return connected;
    }

    public EventLoop loop() {
        return loop;
    }

    /** The last round trip of a check. */
    public long rttNanos() {
        return rttNanos;
    }

    private void bind() {
        if (remote.addresses().isEmpty()) {
            fail("the server has no UDP candidate");
            return;
        }
        InetSocketAddress first = remote.addresses().getFirst();
        var _ =
                UdpSockets.bind(loop, first.getAddress(), new Inbound())
                        .addListener(done -> {
                            if (!done.isSuccess()) {
                                fail("socket: " + done.cause().getMessage());
                            } else if (channel != null && !closed) {
                                workshop.opened(channel);
                                check();
                            }
                        });
    }

    private void check() {
        Channel socket = channel;
        if (closed || socket == null) {
            return;
        }
        InetSocketAddress target = address;
        if (target == null) {
            // Until one of them answers, all candidates in turn.
            target = remote.addresses().get(nextCandidate++ % remote.addresses().size());
        }
        checkSentNanos = System.nanoTime();
        send(socket, socket.alloc().directBuffer().writeBytes(check.request()), target);
        var _ =
                loop.schedule(
                        this::check,
                        address == null ? FIRST_CHECKS_MILLIS : CONSENT_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: a lost datagram is a loss
    private static void send(Channel socket, ByteBuf content, InetSocketAddress target) {
        socket.writeAndFlush(new DatagramPacket(content, target), socket.voidPromise());
    }

    private void receive(DatagramPacket datagram) {
        ByteBuf content = datagram.content();
        int bytes = content.readableBytes();
        if (closed || bytes < 12 || bytes > PacketBuffer.CAPACITY) {
            return;
        }
        int first = content.getUnsignedByte(content.readerIndex());
        if (first >= 128 && first < 192) {
            media(content);
        } else if (first < 4) {
            answered(copy(content), datagram.sender());
        } else if (first >= DTLS_LEAST && first <= DTLS_MOST && handshake != null) {
            handshake.receive(copy(content));
        }
    }

    private static byte[] copy(ByteBuf content) {
        byte[] bytes = new byte[content.readableBytes()];
        content.getBytes(content.readerIndex(), bytes);
        return bytes;
    }

    private void answered(byte[] message, InetSocketAddress from) {
        if (!check.isAnsweredBy(message)) {
            return;
        }
        rttNanos = System.nanoTime() - checkSentNanos;
        if (address == null) {
            address = from;
            handshake =
                    DtlsHandshake.start(
                            workshop.identity(),
                            DtlsRole.CLIENT,
                            remote.fingerprints(),
                            workshop.handshakes(),
                            new Keys());
        }
    }

    private void media(ByteBuf content) {
        SrtpContext context = srtp;
        if (context == null) {
            return;
        }
        long nowNanos = System.nanoTime();
        int type = content.getUnsignedByte(content.readerIndex() + 1);
        if (type < 192 || type >= 224) {
            receiver.rtp(content, nowNanos);
            return;
        }
        incoming.length(content.readableBytes());
        content.getBytes(content.readerIndex(), incoming.array(), 0, content.readableBytes());
        if (context.unprotectRtcp(incoming) != SrtpResult.OK
                || !RtcpParser.parse(incoming, message -> receiver.rtcp(message, nowNanos))) {
            receiver.unreadable();
        }
    }

    /** Whether a packet is authentic; it is clear then. */
    public boolean unprotect(PacketBuffer packet) {
        return srtp != null && srtp.unprotectRtp(packet) == SrtpResult.OK;
    }

    /** Encrypts a packet in place; false while there are no keys. */
    public boolean protect(PacketBuffer packet) {
        return srtp != null && srtp.protectRtp(packet) == SrtpResult.OK;
    }

    /** A buffer to gather protected packets in. */
    public ByteBuf buffer(int capacity) {
        return channel == null ? Unpooled.EMPTY_BUFFER : channel.alloc().directBuffer(capacity);
    }

    /**
     * Sends protected packets that stand one after the other.
     *
     * @param packets given away
     * @param segmentBytes of each but the last, which may be shorter
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: a lost datagram is a loss
    public void send(ByteBuf packets, int segmentBytes) {
        Channel socket = channel;
        InetSocketAddress target = address;
        if (closed || socket == null || target == null) {
            packets.release();
        } else if (packets.readableBytes() <= segmentBytes) {
            send(socket, packets, target);
        } else if (EpollDatagramChannel.isSegmentedDatagramPacketSupported()) {
            socket.writeAndFlush(
                    new SegmentedDatagramPacket(packets, segmentBytes, target),
                    socket.voidPromise());
        } else {
            while (packets.isReadable()) {
                int bytes = Math.min(segmentBytes, packets.readableBytes());
                socket.write(
                        new DatagramPacket(packets.readRetainedSlice(bytes), target),
                        socket.voidPromise());
            }
            packets.release();
            socket.flush();
        }
    }

    /** Sends messages, in as many packets as they need. */
    public void sendRtcp(List<? extends RtcpMessage> messages) {
        if (srtp == null || messages.isEmpty()) {
            return;
        }
        rtcpWriter.start(outgoing, RTCP_BYTES);
        for (RtcpMessage message : messages) {
            if (!rtcpWriter.append(message)) {
                transmitRtcp(srtp);
                rtcpWriter.start(outgoing, RTCP_BYTES);
                rtcpWriter.append(message);
            }
        }
        transmitRtcp(srtp);
    }

    private void transmitRtcp(SrtpContext context) {
        if (!rtcpWriter.isEmpty() && context.protectRtcp(outgoing) == SrtpResult.OK) {
            ByteBuf packet = buffer(outgoing.length());
            packet.writeBytes(outgoing.array(), outgoing.offset(), outgoing.length());
            send(packet, outgoing.length());
        }
    }

    /** Ends it; any thread. */
    public void close() {
        loop.execute(() -> {
            closed = true;
            if (handshake != null) {
                handshake.close();
            }
            Channel socket = channel;
            if (socket != null) {
                workshop.closing(socket);
                // The goodbye of DTLS is sent by the thread of the handshake.
                Runnable end =
                        () -> {
                            var _ = socket.close();
                        };
                var _ = loop.schedule(end, GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void fail(String why) {
        connected.completeExceptionally(new TransportException(why));
    }

    private final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel = context.channel();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
            receive(datagram);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // Such as ECONNREFUSED of a server that is gone: the checks will tell.
        }
    }

    private final class Keys implements DtlsOutput {
        @Override
        public void transmit(byte[] datagram) {
            loop.execute(() -> {
                if (channel != null && address != null && channel.isActive()) {
                    send(channel, channel.alloc().directBuffer().writeBytes(datagram), address);
                }
            });
        }

        @Override
        public void connected(SrtpKeys keys) {
            loop.execute(() -> {
                srtp = Srtp.create(keys);
                connected.complete(MediaTransport.this);
            });
        }

        @Override
        public void failed(DtlsFailure reason) {
            fail("DTLS: " + reason);
        }

        @Override
        public void closed() {}
    }
}
