package org.africai.server.dimse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.OutgoingObject;
import org.africai.dimse.ul.PdvOutput;
import org.africai.server.http.Refusal;
import org.africai.server.studies.BlobBulk;
import org.africai.server.studies.Decompressor;
import org.africai.server.studies.StoredInstance;
import org.africai.store.BlobSource;
import org.africai.store.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An archived object on its way out: its data set as it was stored, or written anew where the peer
/// takes another encoding of what is not compressed, or does not take the compression.
///
/// @param wanted the encoding to send it in
record StoredObject(
        BlobSource store, Decompressor decompressor, StoredInstance instance, TransferSyntax wanted)
        implements OutgoingObject {
    private static final Logger LOG = LoggerFactory.getLogger(StoredObject.class);
    private static final DicomReader START = DicomReader.HEADER.stoppingAt(Tag.SOPInstanceUID + 1);

    static StoredObject asStored(
            BlobSource store, Decompressor decompressor, StoredInstance instance) {
        return new StoredObject(store, decompressor, instance, stored(instance));
    }

    private static TransferSyntax stored(StoredInstance instance) {
        return TransferSyntax.of(new Uid(instance.transferSyntax()));
    }

    @Override
    public Uid sopClass() {
        return new Uid(instance.sopClass());
    }

    @Override
    public Uid sopInstance() {
        return new Uid(instance.sopUid());
    }

    @Override
    public TransferSyntax transferSyntax() {
        return wanted;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (instance.isDamaged()) {
            throw new IOException("the archived file is damaged");
        }
        try {
            write(out);
        } catch (StorageFailure failure) {
            throw new IOException("the archived file cannot be read", failure);
        }
    }

    private void write(OutputStream out) throws IOException {
        BlobBulk blob = new BlobBulk(store, instance.digests().sha256());
        DicomFile start = read(START, blob);
        boolean isExact = wanted.encoding() == start.transferSyntax().encoding();
        if (wanted.uid().equals(stored(instance).uid()) && isExact) {
            send(blob, start.datasetOffset(), out);
        } else {
            DicomWriter.writeDataset(read(DicomReader.WHOLE, blob).dataset(), wanted, out);
        }
    }

    private void send(BlobBulk blob, long from, OutputStream out) throws IOException {
        long expected = instance.digests().size() - from;
        try (InputStream in = blob.open(from, expected)) {
            long sent = out instanceof PdvOutput pdvs ? pdvs.transferFrom(in) : in.transferTo(out);
            if (sent != expected) {
                throw new EOFException("the archived file is shorter than it was");
            }
        }
    }

    private DicomFile read(DicomReader reader, BlobBulk blob) throws IOException {
        return reader.read(blob, instance.digests().size(), instance.digests().sha256().hex());
    }

    @Override
    public boolean isConvertible() {
        return Decompressor.knows(instance);
    }

    @Override
    public Optional<OutgoingObject> in(TransferSyntax other) {
        if (other.uid().equals(wanted.uid())) {
            return Optional.of(this);
        }
        if (other.isEncapsulated() || !other.isKnown() || !wanted.isKnown()) {
            return Optional.empty();
        }
        return wanted.isEncapsulated()
                ? decompressed(other)
                : Optional.of(new StoredObject(store, decompressor, instance, other));
    }

    /// Empty when it cannot be decompressed, which is then as if the peer took no context for it.
    private Optional<OutgoingObject> decompressed(TransferSyntax other) {
        if (other.encoding().isBigEndian() || other.isDeflated() || instance.isDamaged()) {
            return Optional.empty();
        }
        try {
            return switch (decompressor.decompress(instance)) {
                case Decompressor.Outcome.Plain(Dataset dataset) ->
                        Optional.of(new Decompressed(this, dataset, other));
                case Decompressor.Outcome.Impossible(String reason) -> {
                    LOG.warn(
                            "object not decompressed for a retrieval file={} reason=\"{}\"",
                            instance.file(),
                            reason);
                    yield Optional.empty();
                }
            };
        } catch (IOException | StorageFailure | Refusal failure) {
            LOG.warn("object not decompressed for a retrieval file={}", instance.file(), failure);
            return Optional.empty();
        }
    }

    /// It without its compression.
    private record Decompressed(StoredObject object, Dataset dataset, TransferSyntax transferSyntax)
            implements OutgoingObject {
        @Override
        public Uid sopClass() {
            return object.sopClass();
        }

        @Override
        public Uid sopInstance() {
            return object.sopInstance();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                DicomWriter.writeDataset(dataset, transferSyntax, out);
            } catch (StorageFailure failure) {
                throw new IOException("the archived file cannot be read", failure);
            }
        }
    }
}
