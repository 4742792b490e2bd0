package foyer.signaling.socketio;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the library catches: told without the payload, which may hold a token. */
final class FailureListener extends ExceptionListenerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(FailureListener.class);

    @Override
    public void onEventException(Exception bug, List<Object> arguments, SocketIOClient client) {
        report(bug);
    }

    @Override
    public void onConnectException(Exception bug, SocketIOClient client) {
        report(bug);
    }

    @Override
    public void onDisconnectException(Exception bug, SocketIOClient client) {
        report(bug);
    }

    @Override
    public void onPongException(Exception bug, SocketIOClient client) {
        report(bug);
    }

    @Override
    public void onAuthException(Throwable bug, SocketIOClient client) {
        report(bug);
    }

    @Override
    public boolean exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.atDebug().addKeyValue("cause", cause.toString()).log("Connection closed");
        var _ = context.close();
        return true;
    }

    private static void report(Throwable bug) {
        LOG.error("A listener failed", bug);
    }
}
