package foyer.sfu.engine.turn;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.sfu.engine.NetworkIo;
import foyer.sfu.turn.TurnTalk;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class TurnSocketTest {
    private final InetSocketAddress server = at(3478);
    private final InetSocketAddress client = at(40_001);

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** A client may speak as soon as the socket is bound, which is before all of them are. */
    @Test
    void answersWhatComesBeforeTheServerHasBegun() {
        EmbeddedChannel channel = new EmbeddedChannel();
        TurnLoop loop =
                new TurnLoop(NetworkIo.NIO, channel.eventLoop(), TinyTurn.config(at(40_002)));
        channel.pipeline().addLast(new TurnSocket(loop, 0));
        TurnTalk talk = new TurnTalk(TinyTurn.issued("ada"), 1);
        channel.writeInbound(
                new DatagramPacket(Unpooled.wrappedBuffer(talk.firstAllocate()), server, client));
        DatagramPacket answer = channel.readOutbound();
        assertThat(answer.recipient()).isEqualTo(client);
        assertThat(talk.read(ByteBufUtil.getBytes(answer.content())).code()).isEqualTo(401);
        answer.release();
        channel.finishAndReleaseAll();
    }
}
