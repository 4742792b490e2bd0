package foyer.sfu.turn;

import foyer.sfu.wire.PacketBuffer;
import foyer.sfu.wire.Path;
import foyer.sfu.wire.TransportProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A server in virtual time, what it has sent, and clients that speak to it. */
final class TurnVenue implements TurnOutput {
    static final TurnSecret SECRET = new TurnSecret("a secret of more than 32 characters, really");
    static final long EPOCH = 1_700_000_000;
    static final InetSocketAddress MEDIA = address("203.0.113.5", 40_000);
    static final InetSocketAddress MEDIA6 = address("2001:db8::5", 40_000);
    static final RelayPeer PEER = new RelayPeer(MEDIA, address("127.0.0.1", 40_000));
    static final RelayPeer PEER6 = new RelayPeer(MEDIA6, address("::1", 40_000));

    private final TurnServer server;
    private final List<Sent> toClients = new ArrayList<>();
    private final List<Relayed> toPeers = new ArrayList<>();
    private final List<Allocation> released = new ArrayList<>();
    private byte[] lastToPeer = {};
    private long nowNanos;

    /** A message to a client. */
    record Sent(Path client, List<Byte> bytes) {
        byte[] packet() {
            byte[] packet = new byte[bytes.size()];
            for (int i = 0; i < packet.length; i++) {
                packet[i] = bytes.get(i);
            }
            return packet;
        }
    }

    /** Data to a peer. */
    record Relayed(Allocation from, RelayPeer peer, String data) {}

    TurnVenue(TurnLimits limits) {
        server =
                new TurnServer(
                        new TurnConfig(
                                "foyer",
                                SECRET,
                                List.of(MEDIA.getAddress(), MEDIA6.getAddress()),
                                new RelayPeers(List.of(PEER, PEER6)),
                                limits),
                        new Random(8656),
                        EPOCH,
                        nowNanos);
    }

    static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(host, e);
        }
    }

    static Path udp(String host, int port) {
        return new Path(0, address(host, port));
    }

    static Path tcp(String host, int port) {
        return new Path(1, address(host, port), TransportProtocol.TCP);
    }

    TurnServer server() {
        return server;
    }

    List<Relayed> toPeers() {
        return toPeers;
    }

    byte[] lastToPeer() {
        return lastToPeer;
    }

    List<Allocation> released() {
        return released;
    }

    TurnStats stats() {
        return server.stats();
    }

    void pass(long duration, TimeUnit unit) {
        nowNanos += unit.toNanos(duration);
        server.tellTime(EPOCH + TimeUnit.NANOSECONDS.toSeconds(nowNanos));
        while (nowNanos >= server.nextDeadlineNanos()) {
            server.onDeadline(nowNanos, this);
        }
    }

    void receive(Path client, byte[] packet) {
        server.receive(PacketBuffer.wrap(packet), client, nowNanos, this);
    }

    void relay(RelayPeer peer, Allocation allocation, String data) {
        server.relay(allocation, peer, PacketBuffer.wrap(Texts.bytes(data)), nowNanos, this);
    }

    int sent() {
        return toClients.size();
    }

    /** The last message; it has to be to this client. */
    byte[] last(Path client) {
        Sent last = toClients.getLast();
        if (!last.client().equals(client)) {
            throw new AssertionError("client: " + last.client());
        }
        return last.packet();
    }

    @Override
    public void toClient(Path client, PacketBuffer message) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : message.copy()) {
            bytes.add(each);
        }
        toClients.add(new Sent(client, bytes));
    }

    @Override
    public void toPeer(Allocation from, RelayPeer peer, PacketBuffer data) {
        lastToPeer = data.copy();
        toPeers.add(new Relayed(from, peer, Texts.text(data.copy())));
    }

    @Override
    public void released(Allocation allocation) {
        released.add(allocation);
    }

    /** Somebody at an address, with credentials for ten minutes. */
    Guest guest(Path path) {
        return new Guest(path, SECRET.issue("ada", EPOCH + 600));
    }

    Guest guest(Path path, TurnCredentials credentials) {
        return new Guest(path, credentials);
    }

    /** A client. */
    final class Guest {
        private final Path path;
        private final TurnTalk talk;

        Guest(Path path, TurnCredentials credentials) {
            this.path = path;
            this.talk = new TurnTalk(credentials, path.remote().getPort());
        }

        TurnTalk talk() {
            return talk;
        }

        TurnTalk.Reply ask(byte[] request) {
            int before = sent();
            receive(path, request);
            if (sent() != before + 1) {
                throw new AssertionError("answers: " + (sent() - before));
            }
            return talk.read(last(path));
        }

        /** Learns how to sign. */
        Guest challenged() {
            TurnTalk.Reply reply = ask(talk.firstAllocate());
            if (reply.code() != 401) {
                throw new AssertionError("reply: " + reply);
            }
            return this;
        }

        /** Has an allocation. */
        Guest allocated() {
            TurnTalk.Reply reply = challenged().ask(talk.allocate());
            if (reply.code() != 0) {
                throw new AssertionError("reply: " + reply);
            }
            return this;
        }

        /** Sends without an answer. */
        void say(byte[] packet) {
            int before = sent();
            receive(path, packet);
            if (sent() != before) {
                throw new AssertionError("answered");
            }
        }
    }
}
