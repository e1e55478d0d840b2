package org.africai.dicom.io;

import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;

/// File meta information (PS3.10 §7.1) of files written here.
public final class FileMeta {
    /// What names this library as the writer of a file.
    public static final Uid IMPLEMENTATION_CLASS =
            new Uid("2.25.221684087420863512736942610835524083211");

    /// The version of it, 16 characters at most.
    public static final String IMPLEMENTATION_VERSION = "AFRICAI_DICOM_1";

    private static final byte[] VERSION = {0, 1};

    private FileMeta() {}

    /// The meta information of a data set in a transfer syntax, without its length, which is
    /// written in front.
    ///
    /// @throws IllegalArgumentException when the data set does not say its SOP class and instance
    public static Dataset of(Dataset dataset, TransferSyntax syntax) {
        return Dataset.builder()
                .put(Tag.FileMetaInformationVersion, Vr.OB, VERSION)
                .put(Tag.MediaStorageSOPClassUID, required(dataset, Tag.SOPClassUID))
                .put(Tag.MediaStorageSOPInstanceUID, required(dataset, Tag.SOPInstanceUID))
                .put(Tag.TransferSyntaxUID, syntax.uid())
                .put(Tag.ImplementationClassUID, IMPLEMENTATION_CLASS)
                .put(Tag.ImplementationVersionName, IMPLEMENTATION_VERSION)
                .build();
    }

    private static Uid required(Dataset dataset, int tag) {
        return dataset.uid(tag)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the data set has no valid "
                                        + Tag.toString(tag)
                                        + ", which a file must have"));
    }
}
