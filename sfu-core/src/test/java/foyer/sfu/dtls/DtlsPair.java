package foyer.sfu.dtls;

import foyer.sfu.api.DtlsFingerprint;
import foyer.sfu.api.DtlsRole;
import foyer.sfu.wire.SrtpKeys;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client and a server of ours in one process, joined by what a test makes of the network. */
public final class DtlsPair {
    private static final long PATIENCE_SECONDS = 20;

    private final End client;
    private final End server;

    private DtlsPair(End client, End server) {
        this.client = client;
        this.server = server;
    }

    /** Two new identities that know each other, over a network without faults. */
    public static DtlsPair connected() {
        return Plan.ofNewIdentities().start();
    }

    public static DtlsIdentity newIdentity() {
        return DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH.plusSeconds(1_800_000_000));
    }

    public End client() {
        return client;
    }

    public End server() {
        return server;
    }

    /** The keys of the client; the server's are the same mirrored. Waits for the handshake. */
    public SrtpKeys clientKeys() {
        return client.keys();
    }

    public SrtpKeys serverKeys() {
        return server.keys();
    }

    public void close() {
        client.handshake().close();
        server.handshake().close();
    }

    /** What a pair is made from. A network takes where to deliver and returns where to send. */
    public record Plan(
            DtlsIdentity client,
            List<DtlsFingerprint> clientExpects,
            DtlsIdentity server,
            List<DtlsFingerprint> serverExpects,
            Function<Consumer<byte[]>, Consumer<byte[]>> toServer,
            Function<Consumer<byte[]>, Consumer<byte[]>> toClient) {
        public static Plan ofNewIdentities() {
            return of(newIdentity(), newIdentity());
        }

        public static Plan of(DtlsIdentity client, DtlsIdentity server) {
            return new Plan(
                    client,
                    server.fingerprints(),
                    server,
                    client.fingerprints(),
                    Function.identity(),
                    Function.identity());
        }

        public Plan through(
                Function<Consumer<byte[]>, Consumer<byte[]>> newToServer,
                Function<Consumer<byte[]>, Consumer<byte[]>> newToClient) {
            return new Plan(client, clientExpects, server, serverExpects, newToServer, newToClient);
        }

        public Plan clientExpecting(List<DtlsFingerprint> fingerprints) {
            return new Plan(client, fingerprints, server, serverExpects, toServer, toClient);
        }

        public Plan serverExpecting(List<DtlsFingerprint> fingerprints) {
            return new Plan(client, clientExpects, server, fingerprints, toServer, toClient);
        }

        public DtlsPair start() {
            CompletableFuture<DtlsHandshake> clientHandshake = new CompletableFuture<>();
            CompletableFuture<DtlsHandshake> serverHandshake = new CompletableFuture<>();
            End clientEnd =
                    new End(
                            toServer.apply(d -> serverHandshake.join().receive(d)),
                            clientHandshake);
            End serverEnd =
                    new End(
                            toClient.apply(d -> clientHandshake.join().receive(d)),
                            serverHandshake);
            serverEnd.start(server, DtlsRole.SERVER, serverExpects);
            clientEnd.start(client, DtlsRole.CLIENT, clientExpects);
            return new DtlsPair(clientEnd, serverEnd);
        }
    }

    /** One side: its handshake and what came out of it. */
    public static final class End implements DtlsOutput {
        private final Consumer<byte[]> network;
        private final CompletableFuture<DtlsHandshake> handshake;
        private final CompletableFuture<SrtpKeys> connected = new CompletableFuture<>();
        private final CompletableFuture<DtlsFailure> failed = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final CompletableFuture<Void> rested = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final AtomicInteger outcomes = new AtomicInteger();

        End(Consumer<byte[]> network, CompletableFuture<DtlsHandshake> handshake) {
            this.network = network;
            this.handshake = handshake;
        }

        void start(DtlsIdentity identity, DtlsRole role, List<DtlsFingerprint> expected) {
            handshake.complete(DtlsHandshake.start(identity, role, expected, this::execute, this));
        }

        /** Runs the task on a virtual thread and keeps what it throws. */
        void execute(Runnable task) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            task.run();
                            rested.complete(null);
                            if (closed.isDone() || failed.isDone()) {
                                ended.complete(null);
                            }
                        } catch (Throwable t) {
                            ended.completeExceptionally(t);
                        }
                    });
        }

        public DtlsHandshake handshake() {
            return handshake.join();
        }

        public SrtpKeys keys() {
            return await(connected);
        }

        public DtlsFailure failure() {
            return await(failed);
        }

        public void awaitClosed() {
            await(closed);
        }

        /** Waits for the first task's end. */
        public void awaitRest() {
            await(rested);
        }

        /** Waits for the last task's end, and fails as one failed. */
        public void awaitEnd() {
            await(ended);
        }

        /** How often connected, failed or closed was called. */
        public int outcomes() {
            return outcomes.get();
        }

        public boolean isConnected() {
            return connected.isDone();
        }

        @Override
        public void transmit(byte[] datagram) {
            network.accept(datagram);
        }

        @Override
        public void connected(SrtpKeys keys) {
            outcomes.incrementAndGet();
            connected.complete(keys);
        }

        @Override
        public void failed(DtlsFailure reason) {
            outcomes.incrementAndGet();
            failed.complete(reason);
            connected.completeExceptionally(new IllegalStateException("failed: " + reason));
        }

        @Override
        public void closed() {
            outcomes.incrementAndGet();
            closed.complete(null);
        }

        private static <T> T await(CompletableFuture<T> future) {
            return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}
