package foyer.sfu.engine;

import foyer.sfu.ice.Stun;
import foyer.sfu.wire.PacketBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** TCP connections that were accepted for all loops, on their way to one. */
final class FrontArrivals {
    private FrontArrivals() {}

    /** The loop that the first frame is for, −1 for none; reads nothing off the bytes. */
    static int loopOf(ByteBuf bytes) {
        PacketBuffer packet = PacketBuffer.allocate(PacketBuffer.CAPACITY);
        FrameReader.Outcome outcome = new FrameReader().read(bytes.duplicate(), packet);
        return outcome == FrameReader.Outcome.PACKET
                ? LoopMark.read(Stun.localUsernameFragment(packet))
                : -1;
    }

    /** Gives it to a loop; false when the peer is gone. */
    static boolean hand(Channel channel, int local, ByteBuf unread, TcpConnections home) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            return false;
        }
        TcpConnection connection = new TcpConnection(home, channel, local, remote);
        home.fetch(connection, unread);
        return true;
    }
}
