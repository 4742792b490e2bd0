package foyer.sfu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import foyer.sfu.wire.DropReason;
import foyer.sfu.wire.Drops;
import foyer.sfu.wire.NativePacket;
import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UdpSendingTest {
    /** asm/socket.h: no checksums, with which Linux refuses to cut datagrams (EINVAL). */
    private static final IntegerUnixChannelOption SO_NO_CHECK =
            new IntegerUnixChannelOption("SO_NO_CHECK", 1, 11);

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NetworkIo.best().handlers());
    private final Drops drops = new Drops();
    private final List<DatagramSocket> receivers = new ArrayList<>();

    @AfterEach
    void close() {
        receivers.forEach(DatagramSocket::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel channel(String address) throws Exception {
        return Sockets.bind(
                NetworkIo.best(),
                group.next(),
                new InetSocketAddress(InetAddress.ofLiteral(address), 0),
                Sockets.Sharing.ALONE,
                new ChannelInboundHandlerAdapter() {});
    }

    private DatagramSocket receiver() throws Exception {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        socket.setReceiveBufferSize(4 << 20);
        socket.setSoTimeout(5_000);
        receivers.add(socket);
        return socket;
    }

    private static Path path(DatagramSocket receiver) {
        return new Path(
                0, new InetSocketAddress(receiver.getLocalAddress(), receiver.getLocalPort()));
    }

    private static byte[] datagram(int number, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) (number * 7));
        bytes[0] = (byte) number;
        return bytes;
    }

    private static byte[] received(DatagramSocket receiver) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
        receiver.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** Sends one batch on the event loop. */
    private SegmentedStats send(Channel channel, UdpSocket socket, int[] sizes, int rounds)
            throws Exception {
        channel.eventLoop()
                .submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        for (int i = 0; i < sizes.length; i++) {
                            for (DatagramSocket receiver : receivers) {
                                byte[] bytes = datagram(i, sizes[i]);
                                socket.transmit(PacketBuffer.wrap(bytes), path(receiver));
                            }
                        }
                        socket.flush();
                    }
                })
                .get();
        return channel.eventLoop().submit(socket::segmented).get();
    }

    private void arrive(int[] sizes, int rounds) throws Exception {
        for (DatagramSocket receiver : receivers) {
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < sizes.length; i++) {
                    assertThat(received(receiver)).isEqualTo(datagram(i, sizes[i]));
                }
            }
        }
        assertThat(drops.snapshot()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(UdpSending.class)
    void aBurstArrivesAsTheDatagramsItWasMadeOf(UdpSending sending) throws Exception {
        assumeTrue(Epoll.isAvailable());
        Channel channel = channel("127.0.0.1");
        UdpSocket socket = UdpSocket.open(channel, sending, drops);
        receiver();
        receiver();
        int[] sizes = {1100, 1100, 1100, 300, 90, 1200, 1, 1400, 1400};
        SegmentedStats stats = send(channel, socket, sizes, 1);
        arrive(sizes, 1);
        // To each of two: four packets, 90 alone, 1200 with 1, and the last two.
        SegmentedStats expected =
                sending == UdpSending.CHANNEL
                        ? SegmentedStats.NONE
                        : new SegmentedStats(2 * 3, 2 * 8, 0);
        assertThat(stats).isEqualTo(expected);
    }

    /** Writes a datagram to its place in the batch. */
    private static void place(UdpSocket socket, byte[] datagram, Path path) {
        NativePacket place = socket.place(datagram.length + 20);
        if (place == null) {
            throw new AssertionError("no place");
        }
        place.set(PacketBuffer.wrap(datagram));
        assertThat(socket.transmitPlaced(path)).isEqualTo(datagram.length);
    }

    @ParameterizedTest
    @EnumSource(UdpSending.class)
    void whatIsWrittenToItsPlaceLeavesInOrderWithTheRest(UdpSending sending) throws Exception {
        assumeTrue(Epoll.isAvailable());
        Channel channel = channel("127.0.0.1");
        UdpSocket socket = UdpSocket.open(channel, sending, drops);
        Path path = path(receiver());
        int[] sizes = new int[200];
        Arrays.fill(sizes, 1100);
        sizes[3] = 1;
        sizes[150] = 1400;
        channel.eventLoop()
                .submit(() -> {
                    for (int i = 0; i < sizes.length; i++) {
                        if (i % 5 == 2) {
                            socket.transmit(PacketBuffer.wrap(datagram(i, sizes[i])), path);
                        } else {
                            place(socket, datagram(i, sizes[i]), path);
                        }
                    }
                    // Asked for and not used: nothing leaves of it.
                    assertThat(socket.place(1000)).isNotNull();
                    socket.flush();
                })
                .get();
        arrive(sizes, 1);
    }

    @ParameterizedTest
    @EnumSource(UdpSending.class)
    void ipv4IsReachedOverASocketForBoth(UdpSending sending) throws Exception {
        assumeTrue(Epoll.isAvailable());
        Channel channel = channel("::");
        UdpSocket socket = UdpSocket.open(channel, sending, drops);
        receiver();
        int[] sizes = {500, 500};
        send(channel, socket, sizes, 1);
        arrive(sizes, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = UdpSending.class,
            names = {"SYSTEM_CALL", "SEGMENTED_CHANNEL"})
    void whatTheKernelRefusesToCutIsSentOneByOne(UdpSending sending) throws Exception {
        assumeTrue(Epoll.isAvailable());
        Channel channel = channel("127.0.0.1");
        assertThat(channel.config().setOption(SO_NO_CHECK, 1)).isTrue();
        UdpSocket socket = UdpSocket.open(channel, sending, drops);
        receiver();
        int[] sizes = {1100, 1100, 1100};
        SegmentedStats stats = send(channel, socket, sizes, 20);
        arrive(sizes, 20);
        // Then it is not tried any more.
        assertThat(stats).isEqualTo(new SegmentedStats(0, 0, 16));
    }

    @Test
    void aBatchMayBeLargerThanItsMemory() throws Exception {
        assumeTrue(Epoll.isAvailable());
        Channel channel = channel("127.0.0.1");
        UdpSocket socket = UdpSocket.open(channel, UdpSending.SYSTEM_CALL, drops);
        DatagramSocket receiver = receiver();
        receiver.setReceiveBufferSize(8 << 20);
        int[] sizes = new int[150];
        Arrays.fill(sizes, 1000);
        send(channel, socket, sizes, 1);
        arrive(sizes, 1);
    }

    @Test
    void whatCannotBeSentIsCounted() throws Exception {
        assumeTrue(Epoll.isAvailable());
        Channel channel = channel("127.0.0.1");
        UdpSocket socket = UdpSocket.open(channel, UdpSending.SYSTEM_CALL, drops);
        // A socket of the loopback address has no way to the world (EINVAL).
        Path nowhere = new Path(0, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9));
        DatagramSocket receiver = receiver();
        channel.eventLoop()
                .submit(() -> {
                    socket.transmit(PacketBuffer.wrap(datagram(0, 100)), nowhere);
                    socket.transmit(PacketBuffer.wrap(datagram(0, 100)), nowhere);
                    socket.transmit(PacketBuffer.wrap(datagram(1, 100)), path(receiver));
                    socket.flush();
                })
                .get();
        assertThat(received(receiver)).isEqualTo(datagram(1, 100));
        assertThat(drops.of(DropReason.UNSENT)).isEqualTo(2);
    }

    @Test
    void whatTheKernelHasNoRoomForWaitsInTheChannel() throws Exception {
        assumeTrue(Epoll.isAvailable());
        Channel channel = channel("127.0.0.1");
        Segmentation segmentation = UdpSending.SYSTEM_CALL.segmentation();
        SystemSend system = SystemSend.find().orElseThrow();
        int[] calls = new int[1];
        // Interrupted, then room for one message of a call, then for none.
        NativeSender.Messages full =
                (descriptor, messages, count) ->
                        switch (calls[0]++) {
                            case 0 -> -SystemCall.EINTR;
                            case 1 -> system.send(descriptor, messages, 1);
                            default -> -SystemCall.EAGAIN;
                        };
        ChannelSender queue = new ChannelSender(channel, segmentation, drops);
        UdpSocket socket =
                new UdpSocket(
                        segmentation, new NativeSender(full, channel, queue, segmentation, drops));
        receiver();
        receiver();
        int[] sizes = {1100, 1100, 1200, 40};
        send(channel, socket, sizes, 2);
        arrive(sizes, 2);
        assertThat(calls[0]).isGreaterThanOrEqualTo(3);
    }
}
