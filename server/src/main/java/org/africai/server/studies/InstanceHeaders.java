package org.africai.server.studies;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.BulkDataUri;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.data.TagPath;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.store.BlobSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads archived objects for WADO-RS: without their pixel data, long values named by where they
/// can be fetched.
public final class InstanceHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceHeaders.class);

    /// Binary values longer than this are named, not written.
    private static final int INLINE_BYTES = 1_024;

    private final BlobSource store;

    public InstanceHeaders(BlobSource store) {
        this.store = store;
    }

    /// The archived file, with all elements, its bulk left where it is.
    ///
    /// @throws InvalidDicom when the file is broken
    /// @throws IOException when it cannot be read
    public DicomFile file(StoredInstance instance) throws IOException {
        return DicomReader.WHOLE.read(
                new BlobBulk(store, instance.digests().sha256()),
                instance.digests().size(),
                instance.digests().sha256().hex());
    }

    /// The object's data set: all that can be read of it. Of a file that is broken behind its
    /// header the header; of one that cannot be read at all, what the index knows.
    ///
    /// @throws IOException when the file cannot be read from our disk
    public Dataset dataset(StoredInstance instance) throws IOException {
        try {
            return file(instance).dataset();
        } catch (InvalidDicom broken) {
            return header(instance);
        }
    }

    private Dataset header(StoredInstance instance) throws IOException {
        try {
            return DicomReader.HEADER
                    .read(
                            new BlobBulk(store, instance.digests().sha256()),
                            instance.digests().size(),
                            instance.digests().sha256().hex())
                    .dataset();
        } catch (InvalidDicom broken) {
            LOG.warn("an archived object has no readable header file={}", instance.file());
            return Dataset.builder()
                    .put(Tag.SOPClassUID, instance.sopClass())
                    .put(Tag.SOPInstanceUID, instance.sopUid())
                    .put(Tag.StudyInstanceUID, instance.studyUid())
                    .put(Tag.SeriesInstanceUID, instance.seriesUid())
                    .build();
        }
    }

    /// Names values of one object after another. Not for several threads.
    public static final class Uris implements BulkDataUri {
        /// Below it values are found by the file that has them, whatever root one looks from.
        public static final String BASE = "/dicomweb/bulkdata/";

        private long file;

        /// The values asked for from now on are of this object.
        public void of(StoredInstance instance) {
            file = instance.file();
        }

        @Override
        public Optional<String> of(TagPath path, Element element) {
            boolean isNamed =
                    !element.isHeld()
                            || isPixelData(path)
                            || (element.length() > INLINE_BYTES && !isTable(element.tag()));
            return isNamed
                    ? Optional.of(BASE + file + "/" + BulkPath.words(path))
                    : Optional.empty();
        }

        private static boolean isPixelData(TagPath path) {
            return path.steps().isEmpty()
                    && (path.tag() == Tag.PixelData
                            || path.tag() == Tag.FloatPixelData
                            || path.tag() == Tag.DoubleFloatPixelData);
        }

        /// Tables that viewers want at once.
        private static boolean isTable(int tag) {
            return switch (tag) {
                case Tag.LUTData,
                        Tag.RedPaletteColorLookupTableData,
                        Tag.GreenPaletteColorLookupTableData,
                        Tag.BluePaletteColorLookupTableData ->
                        true;
                default -> false;
            };
        }
    }
}
