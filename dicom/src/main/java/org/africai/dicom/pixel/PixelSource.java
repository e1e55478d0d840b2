package org.africai.dicom.pixel;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.io.Limits;
import org.africai.dicom.io.PixelDataPosition;

/// The pixel data of one file and what its attributes say about it.
///
/// @param end position behind the last byte, `Long.MAX_VALUE` when it is not known
/// @param frames how many frames the attributes promise
record PixelSource(
        String name,
        Dataset dataset,
        PixelDataPosition position,
        BulkSource source,
        long end,
        boolean isBigEndian,
        int frames,
        Limits limits) {
    static PixelSource of(DicomFile file, PixelDataPosition position, Limits limits)
            throws InvalidDicom {
        return new PixelSource(
                file.name(),
                file.dataset(),
                position,
                file.source(),
                file.sourceBytes().orElse(Long.MAX_VALUE),
                file.transferSyntax().encoding().isBigEndian(),
                frames(file, position, limits),
                limits);
    }

    /// NumberOfFrames (0028,0008), 1 when it is absent or empty (PS3.3 §C.7.6.6).
    private static int frames(DicomFile file, PixelDataPosition position, Limits limits)
            throws InvalidDicom {
        List<String> said = file.dataset().strings(Tag.NumberOfFrames);
        long count = said.isEmpty() ? 1 : file.dataset().longInteger(Tag.NumberOfFrames).orElse(0);
        boolean isBeyond = count > limits.elements();
        if (count < 1 || isBeyond) {
            throw new InvalidDicom(
                    isBeyond ? Reason.LIMIT_EXCEEDED : Reason.MALFORMED,
                    file.name(),
                    position.headerOffset(),
                    Tag.toString(Tag.NumberOfFrames),
                    isBeyond
                            ? "more than " + limits.elements() + " frames"
                            : "no number of frames");
        }
        return (int) count;
    }

    /// The bytes from a position on.
    InputStream open(long offset) throws IOException {
        return source.open(offset, end - offset);
    }

    BulkRange range(long offset, long length) {
        return new BulkRange(source, offset, length);
    }

    InvalidDicom invalid(Reason reason, long offset, String detail) {
        return new InvalidDicom(reason, name, offset, Tag.toString(position.tag()), detail);
    }
}
