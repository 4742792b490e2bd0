package foyer.sfu.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/**
 * A cipher whose every refusal is that of a bad record, which Bouncy Castle discards (RFC 6347
 * 4.1.2.7). By itself it ends the association when a record is too short to be one, and anybody can
 * send that. Large handshake messages are refused here too: nobody else sees them decrypted.
 */
record GuardedCipher(TlsCipher cipher) implements TlsCipher {
    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequenceNumber,
            short recordType,
            ProtocolVersion recordVersion,
            byte[] bytes,
            int offset,
            int length)
            throws IOException {
        TlsDecodeResult result;
        try {
            result =
                    cipher.decodeCiphertext(
                            sequenceNumber, recordType, recordVersion, bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new TlsFatalAlert(AlertDescription.bad_record_mac, e);
        }
        if (result.contentType == ContentType.handshake
                && !Records.areBounded(result.buf, result.off, result.len)) {
            throw new TlsFatalAlert(AlertDescription.bad_record_mac);
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
