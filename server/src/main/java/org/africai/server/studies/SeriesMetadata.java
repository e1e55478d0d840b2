package org.africai.server.studies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.africai.dicom.json.DicomJsonWriter;
import org.africai.server.access.Caller;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.studies.MetadataTable.Described;
import org.africai.server.studies.MetadataTable.Revision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The metadata of series (PS3.18 §10.4.1.1.2), made once their objects have been quiet for a
/// moment, and kept compressed: viewers wait for it.
public final class SeriesMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesMetadata.class);

    /// A series that grows is described when it has stopped to.
    private static final double QUIET_SECONDS = 2;

    private static final int SERIES_AT_A_TIME = 20;

    /// The longest compressed metadata that is kept; longer is made from the files each time.
    private static final int MAX_DOCUMENT_BYTES = 16 << 20;

    private final Studies studies;
    private final InstanceHeaders headers;
    private final MetadataTable table;
    private final Transactions transactions;

    public SeriesMetadata(
            Studies studies, InstanceHeaders headers, Sql sql, Transactions transactions) {
        this.studies = studies;
        this.headers = headers;
        this.table = new MetadataTable(sql);
        this.transactions = transactions;
    }

    /// Metadata that is ready to be sent.
    ///
    /// @param document an array of DICOM JSON, compressed by gzip
    /// @param entityTag of the series as it is now
    public record Ready(KeptBytes document, String entityTag) {}

    /// The metadata of a series, if it is ready: not when the series has just changed, and not when
    /// it is spread over several scans. One statement.
    ///
    /// @throws org.africai.server.http.Refusal when the root is not there or hidden
    public Optional<Ready> ready(Caller caller, Root root, String study, String series) {
        List<Described> found = table.of(studies.view(caller, root), study, series);
        KeptBytes document = found.size() == 1 ? found.getFirst().document() : null;
        if (document == null) {
            return Optional.empty();
        }
        Described one = found.getFirst();
        return Optional.of(new Ready(document, one.series() + "-" + one.revision()));
    }

    /// Describes series that have changed.
    ///
    /// @return how many
    public long run() {
        long described = 0;
        List<Revision> due = table.undescribed(QUIET_SECONDS, SERIES_AT_A_TIME);
        while (!due.isEmpty()) {
            for (Revision series : due) {
                describeSafely(series);
                described++;
            }
            due = table.undescribed(QUIET_SECONDS, SERIES_AT_A_TIME);
        }
        return described;
    }

    /// A series that cannot be described is not tried again before it changes.
    private void describeSafely(Revision series) {
        Optional<byte[]> document = Optional.empty();
        try {
            document = Optional.of(document(series.series()));
        } catch (TooLong tooLong) {
            LOG.info("metadata is too long to be kept series={}", series.series());
        } catch (IOException | RuntimeException failure) {
            LOG.warn("metadata was not made series={}", series.series(), failure);
        }
        Optional<byte[]> made = document;
        transactions.run(() -> {
            made.ifPresent(bytes -> table.store(series, bytes));
            table.described(series);
        });
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// A buffer with a limit.
    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (count + length > MAX_DOCUMENT_BYTES) {
                throw new UncheckedIOException(new TooLong());
            }
            super.write(bytes, offset, length);
        }
    }

    private byte[] document(long series) throws IOException {
        var buffer = new Bounded();
        try (var gzip = new Gzip(buffer)) {
            var uris = new InstanceHeaders.Uris();
            DicomJsonWriter.Array array = DicomJsonWriter.INLINE.withBulkData(0, uris).array(gzip);
            table.eachObject(
                    series,
                    instance -> {
                        try {
                            uris.of(instance);
                            array.add(headers.dataset(instance));
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
            array.end();
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        }
        return buffer.toByteArray();
    }

    private static final class Gzip extends GZIPOutputStream {
        private static final int BUFFER_BYTES = 16 << 10;

        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.DEFAULT_COMPRESSION);
        }
    }
}
