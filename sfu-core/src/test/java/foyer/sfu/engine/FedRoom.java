package foyer.sfu.engine;

import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.PipeSource;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterPlace;
import foyer.sfu.router.RouterTap;
import foyer.sfu.scenario.PreparedVideo;
import foyer.sfu.scenario.RoomPeers;
import foyer.sfu.srtp.Srtp;
import foyer.sfu.wire.Path;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A room on a loop of the engine, or one of its routers, whose sender's datagrams are there already
 * and are given to the loop as its socket gives them. Everything but making it is for the loop's
 * thread.
 */
final class FedRoom {
    private static final String PRODUCER = "video";

    private final String id;
    private final Loop loop;
    private final LoopRouter router;
    private final RoomPeers peers;
    private DatagramPacket[] datagrams = new DatagramPacket[0];
    private int next;

    /** Of a room that begins on the loop with the number {@code home}. */
    FedRoom(String id, Loop loop, int home, Srtp srtp, DtlsIdentity identity) {
        this.id = id;
        this.loop = loop;
        Router room =
                new Router(
                        new RouterConfig(SupportedCapabilities.routerCapabilities(), 1, 0),
                        RouterTap.NONE,
                        srtp,
                        new RouterPlace(loop.index(), home));
        // Keys are given: no handshake is played.
        router = new LoopRouter(id, loop, room, identity, handshake -> {}, event -> {});
        peers = new RoomPeers(room, router, loop.index());
    }

    Loop loop() {
        return loop;
    }

    void open() {
        loop.add(router);
    }

    /** The room is on another loop too. */
    void meet(FedRoom other) {
        router.meet(other.router);
    }

    /** Somebody sends; also what they send, to be made on any thread, and how others find it. */
    Sender addSender(Path path) {
        long now = loop.clock().nowNanos();
        String sender = id + "sender";
        Srtp theirs = Srtp.base();
        PreparedVideo video =
                new PreparedVideo(
                        theirs.context(peers.join(sender, path, now).mirrored()),
                        PreparedVideo.Sizes.AS_BROWSERS);
        PipeSource source = new PipeSource(loop.index(), peers.produce(sender, PRODUCER, now));
        return new Sender(this, video, path.remote(), source);
    }

    /** Who sends in a room. */
    record Sender(FedRoom room, PreparedVideo video, InetSocketAddress address, PipeSource source) {
        /** Protects the next frames, off the loop and while nothing is fed. */
        void prepare(int frames) {
            video.prepare(frames * PreparedVideo.PACKETS_PER_FRAME);
            DatagramPacket[] prepared = new DatagramPacket[video.count()];
            for (int i = 0; i < prepared.length; i++) {
                prepared[i] =
                        new DatagramPacket(
                                Unpooled.wrappedBuffer(video.datagram(i)), address, address);
            }
            room.datagrams = prepared;
            room.next = 0;
        }
    }

    /** These receive what somebody sends in the room, on this loop or another. */
    void addReceivers(List<Path> paths, PipeSource source) {
        long now = loop.clock().nowNanos();
        for (int i = 0; i < paths.size(); i++) {
            String receiver = id + "receiver" + i;
            peers.join(receiver, paths.get(i), now);
            if (source.router() == loop.index()) {
                peers.consume(receiver, PRODUCER, now);
            } else {
                peers.consume(receiver, PRODUCER, source, now);
            }
        }
    }

    void consent() {
        peers.consent(loop.clock().nowNanos());
    }

    /** Gives the loop a frame, as one reading of its socket does; false when none is left. */
    boolean feedFrame() {
        if (next == datagrams.length) {
            return false;
        }
        for (int i = 0; i < PreparedVideo.PACKETS_PER_FRAME; i++) {
            loop.receive(0, datagrams[next++]);
        }
        loop.settle();
        return true;
    }
}
