package foyer.signaling.doctor;

import foyer.sfu.api.IceCandidate;
import foyer.sfu.api.IceParameters;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/** Over real sockets: a connectivity check by UDP, or framed by TCP (RFC 4571). */
final class StunKnock implements Knock {
    private static final int MAX_ANSWER_BYTES = 1_500;
    private static final int TRIES = 4;
    private static final Unanswered SILENT = new Unanswered("silence");

    private final SecureRandom random = new SecureRandom();
    private final int patienceMillis;

    /** Waits for so long for each answer. */
    StunKnock(int patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    @Override
    public Outcome at(IceCandidate candidate, IceParameters server) {
        byte[] transactionId = new byte[BindingRequest.TRANSACTION_BYTES];
        random.nextBytes(transactionId);
        BindingRequest request = new BindingRequest(server, transactionId);
        try {
            InetSocketAddress address =
                    new InetSocketAddress(
                            InetAddress.ofLiteral(candidate.address()), candidate.port());
            return candidate.tcpType() == null ? byUdp(address, request) : byTcp(address, request);
        } catch (SocketTimeoutException silent) {
            return SILENT;
        } catch (PortUnreachableException closed) {
            return new Unanswered("refused");
        } catch (EOFException ended) {
            return new Unanswered("it is accepted and closed again");
        } catch (IOException unreachable) {
            String message = unreachable.getMessage();
            return new Unanswered(message == null ? unreachable.toString() : message);
        }
    }

    /** A datagram may be lost: several are sent. */
    private Outcome byUdp(InetSocketAddress address, BindingRequest request) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address);
            socket.setSoTimeout(Math.max(1, patienceMillis / TRIES));
            byte[] bytes = request.bytes();
            for (int i = 0; i < TRIES; i++) {
                socket.send(new DatagramPacket(bytes, bytes.length));
                DatagramPacket answer =
                        new DatagramPacket(new byte[MAX_ANSWER_BYTES], MAX_ANSWER_BYTES);
                try {
                    socket.receive(answer);
                } catch (SocketTimeoutException lost) {
                    continue;
                }
                return outcome(request, Arrays.copyOf(answer.getData(), answer.getLength()));
            }
            return SILENT;
        }
    }

    private Outcome byTcp(InetSocketAddress address, BindingRequest request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, patienceMillis);
            socket.setSoTimeout(patienceMillis);
            byte[] bytes = request.bytes();
            socket.getOutputStream()
                    .write(
                            ByteBuffer.allocate(Short.BYTES + bytes.length)
                                    .putShort((short) bytes.length)
                                    .put(bytes)
                                    .array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return outcome(request, answer);
        }
    }

    private static Outcome outcome(BindingRequest request, byte[] answer) {
        return request.isAnsweredBy(answer)
                ? new Answered()
                : new Unanswered("something else answers there");
    }
}
