package foyer.sfu.engine.front;

import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.dtls.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What is behind the port: reads the PROXY header, speaks TLS, and says what it hears. */
final class TinyProxy implements AutoCloseable {
    private static final int HEADER_BYTES = 28;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<byte[]> headers = new LinkedBlockingQueue<>();
    private final SSLContext context;

    TinyProxy(Pem pem) throws Exception {
        context = context(pem);
        threads.execute(this::accept);
    }

    private static SSLContext context(Pem pem) throws Exception {
        Certificate certificate =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        pem.certificate().getBytes(StandardCharsets.US_ASCII)));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "key",
                DtlsIdentity.keyOf(pem.certificate(), pem.privateKey(), new SecureRandom()),
                new char[0],
                new Certificate[] {certificate});
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What came before the TLS of each connection. */
    LinkedBlockingQueue<byte[]> headers() {
        return headers;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            headers.clear();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            headers.add(socket.getInputStream().readNBytes(HEADER_BYTES));
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            try (tls) {
                tls.getInputStream().transferTo(tls.getOutputStream());
            }
        } catch (IOException e) {
            headers.add(e.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
