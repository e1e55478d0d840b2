package org.africai.dicom.pixel.codec;

import java.util.Map;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;

/// How the frames in fragments are compressed (PS3.5 §8.2, §A.4).
enum Compression {
    NONE,
    DEFLATE,
    RLE,
    JPEG,
    JPEG_LS,
    JPEG_2000;

    private static final Map<Uid, Compression> BY_SYNTAX =
            Map.ofEntries(
                    Map.entry(TransferSyntax.ENCAPSULATED_UNCOMPRESSED.uid(), NONE),
                    Map.entry(TransferSyntax.DEFLATED_IMAGE_FRAME.uid(), DEFLATE),
                    Map.entry(TransferSyntax.RLE_LOSSLESS.uid(), RLE),
                    Map.entry(TransferSyntax.JPEG_BASELINE.uid(), JPEG),
                    Map.entry(TransferSyntax.JPEG_EXTENDED.uid(), JPEG),
                    Map.entry(TransferSyntax.JPEG_LOSSLESS.uid(), JPEG),
                    Map.entry(TransferSyntax.JPEG_LOSSLESS_SV1.uid(), JPEG),
                    Map.entry(TransferSyntax.JPEG_LS_LOSSLESS.uid(), JPEG_LS),
                    Map.entry(TransferSyntax.JPEG_LS_NEAR_LOSSLESS.uid(), JPEG_LS),
                    Map.entry(TransferSyntax.JPEG_2000_LOSSLESS.uid(), JPEG_2000),
                    Map.entry(TransferSyntax.JPEG_2000.uid(), JPEG_2000));

    /// The compression of a transfer syntax; empty when nothing here knows it.
    static Optional<Compression> of(TransferSyntax syntax) {
        return Optional.ofNullable(BY_SYNTAX.get(syntax.uid()));
    }
}
