package org.africai.dimse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.ul.Octets;
import org.africai.dimse.ul.PdvOutput;

/// Objects of made-up bytes. What is sent need not be DICOM: nothing on the way looks into it.
final class TestData {
    static final Uid CT = KnownUid.CTImageStorage;

    private TestData() {}

    /// An object of `length` bytes that depend on its name.
    record Bytes(Uid sopClass, Uid sopInstance, TransferSyntax transferSyntax, Octets content)
            implements OutgoingObject {
        static Bytes of(int number, int length) {
            return of(number, length, TransferSyntax.EXPLICIT_LITTLE);
        }

        static Bytes of(int number, int length, TransferSyntax syntax) {
            byte[] bytes = new byte[length];
            new Random(number).nextBytes(bytes);
            return new Bytes(CT, new Uid("2.25." + (1000 + number)), syntax, Octets.of(bytes));
        }

        byte[] bytes() {
            return content.toBytes();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes());
        }
    }

    /// The same, read by the sender as a stream.
    record Streamed(Bytes object) implements OutgoingObject {
        @Override
        public Uid sopClass() {
            return object.sopClass();
        }

        @Override
        public Uid sopInstance() {
            return object.sopInstance();
        }

        @Override
        public TransferSyntax transferSyntax() {
            return object.transferSyntax();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = new ByteArrayInputStream(object.bytes())) {
                ((PdvOutput) out).transferFrom(in);
            }
        }
    }

    /// An object of zeros that is nowhere in memory.
    record Zeros(Uid sopInstance, long length) implements OutgoingObject {
        @Override
        public Uid sopClass() {
            return CT;
        }

        @Override
        public TransferSyntax transferSyntax() {
            return TransferSyntax.EXPLICIT_LITTLE;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] piece = new byte[1 << 20];
            for (long left = length; left > 0; left -= piece.length) {
                out.write(piece, 0, (int) Math.min(left, piece.length));
            }
        }
    }
}
