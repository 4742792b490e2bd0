package foyer.sfu.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/** A cipher that lets no large handshake message through: encrypted, nobody else can see it. */
record BoundedCipher(TlsCipher cipher) implements TlsCipher {
    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequenceNumber,
            short recordType,
            ProtocolVersion recordVersion,
            byte[] bytes,
            int offset,
            int length)
            throws IOException {
        TlsDecodeResult result =
                cipher.decodeCiphertext(
                        sequenceNumber, recordType, recordVersion, bytes, offset, length);
        if (result.contentType == ContentType.handshake
                && !HandshakeMessages.areBoundedIn(result.buf, result.off, result.len)) {
            throw new TlsFatalAlert(AlertDescription.decode_error);
        }
        return result;
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long sequenceNumber,
            short contentType,
            ProtocolVersion recordVersion,
            int headerBytes,
            byte[] bytes,
            int offset,
            int length)
            throws IOException {
        return cipher.encodePlaintext(
                sequenceNumber, contentType, recordVersion, headerBytes, bytes, offset, length);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
        return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
        return cipher.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public void rekeyDecoder() throws IOException {
        cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
        cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return cipher.usesOpaqueRecordTypeEncode();
    }
}
