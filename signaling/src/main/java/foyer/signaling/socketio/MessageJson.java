package foyer.signaling.socketio;

import com.corundumstudio.socketio.AckCallback;
import com.corundumstudio.socketio.protocol.AckArgs;
import com.corundumstudio.socketio.protocol.ConnPacket;
import com.corundumstudio.socketio.protocol.JsonSupport;
import foyer.signaling.protocol.Json;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import java.util.List;

/** The library writes with our codec. It reads nothing: the gate passes it no JSON. */
final class MessageJson implements JsonSupport {
    private final SocketIds ids;

    /** What a client is told of its connection: the name of its socket, not of its session. */
    private record Connected(String sid) {}

    MessageJson(SocketIds ids) {
        this.ids = ids;
    }

    @Override
    public AckArgs readAckArgs(ByteBufInputStream source, AckCallback<?> callback) {
        throw new UnsupportedOperationException("acks of clients are not asked for");
    }

    @Override
    public <T> T readValue(String namespace, ByteBufInputStream source, Class<T> type) {
        throw new UnsupportedOperationException("type: " + type.getName());
    }

    @Override
    public void writeValue(ByteBufOutputStream out, Object value) {
        Json.write(
                out,
                value instanceof ConnPacket connected
                        ? new Connected(ids.of(connected.getSid()))
                        : value);
    }

    @Override
    public void addEventMapping(String namespace, String event, Class<?>... types) {
        // Events do not come this way.
    }

    @Override
    public void removeEventMapping(String namespace, String event) {
        // Events do not come this way.
    }

    @Override
    public List<byte[]> getArrays() {
        return List.of();
    }
}
