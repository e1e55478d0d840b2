package org.africai.dicom.encoding;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.africai.dicom.Uid;

/// A transfer syntax (PS3.5 §10, Annex A): how a data set and its pixel data are encoded.
///
/// An identifier that is not registered, or is private, is taken for explicit VR little endian with
/// encapsulated pixel data, as every compressed syntax is; `isKnown` tells the two apart.
///
/// @param uid what names it in (0002,0010)
/// @param encoding layout of the data set
/// @param isDeflated whether the whole data set is compressed by deflate
/// @param isEncapsulated whether top-level pixel data is in fragments
/// @param isKnown whether the identifier is one this library knows
public record TransferSyntax(
        Uid uid, Encoding encoding, boolean isDeflated, boolean isEncapsulated, boolean isKnown) {
    private static final String PREFIX = "1.2.840.10008.1.2";

    public static final TransferSyntax IMPLICIT_LITTLE = plain("", Encoding.IMPLICIT_LITTLE);
    public static final TransferSyntax EXPLICIT_LITTLE = plain(".1", Encoding.EXPLICIT_LITTLE);
    public static final TransferSyntax EXPLICIT_BIG = plain(".2", Encoding.EXPLICIT_BIG);
    public static final TransferSyntax DEFLATED = deflated(".1.99");
    public static final TransferSyntax ENCAPSULATED_UNCOMPRESSED = encapsulated(".1.98");
    public static final TransferSyntax JPEG_BASELINE = encapsulated(".4.50");
    public static final TransferSyntax JPEG_EXTENDED = encapsulated(".4.51");
    public static final TransferSyntax JPEG_LOSSLESS = encapsulated(".4.57");
    public static final TransferSyntax JPEG_LOSSLESS_SV1 = encapsulated(".4.70");
    public static final TransferSyntax JPEG_LS_LOSSLESS = encapsulated(".4.80");
    public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS = encapsulated(".4.81");
    public static final TransferSyntax JPEG_2000_LOSSLESS = encapsulated(".4.90");
    public static final TransferSyntax JPEG_2000 = encapsulated(".4.91");
    public static final TransferSyntax HTJ2K_LOSSLESS = encapsulated(".4.201");
    public static final TransferSyntax HTJ2K_LOSSLESS_RPCL = encapsulated(".4.202");
    public static final TransferSyntax HTJ2K = encapsulated(".4.203");
    public static final TransferSyntax RLE_LOSSLESS = encapsulated(".5");
    public static final TransferSyntax DEFLATED_IMAGE_FRAME = encapsulated(".8.1");

    private static final Map<Uid, TransferSyntax> SPECIAL =
            Stream.of(
                            IMPLICIT_LITTLE,
                            EXPLICIT_LITTLE,
                            EXPLICIT_BIG,
                            DEFLATED,
                            ENCAPSULATED_UNCOMPRESSED,
                            JPEG_BASELINE,
                            JPEG_EXTENDED,
                            JPEG_LOSSLESS,
                            JPEG_LOSSLESS_SV1,
                            JPEG_LS_LOSSLESS,
                            JPEG_LS_NEAR_LOSSLESS,
                            JPEG_2000_LOSSLESS,
                            JPEG_2000,
                            HTJ2K_LOSSLESS,
                            HTJ2K_LOSSLESS_RPCL,
                            HTJ2K,
                            RLE_LOSSLESS,
                            DEFLATED_IMAGE_FRAME,
                            // JPIP: the pixel data is elsewhere, named by a URL in the data set.
                            plain(".4.94", Encoding.EXPLICIT_LITTLE),
                            plain(".4.204", Encoding.EXPLICIT_LITTLE),
                            deflated(".4.95"),
                            deflated(".4.205"),
                            // Papyrus 3.
                            implicit("1.2.840.10008.1.20"),
                            // GE's, with big-endian pixels: the data set is little endian.
                            implicit("1.2.840.113619.5.2"))
                    .collect(
                            Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

    /// The transfer syntax that `uid` names.
    public static TransferSyntax of(Uid uid) {
        TransferSyntax special = SPECIAL.get(uid);
        return special != null
                ? special
                : new TransferSyntax(
                        uid,
                        Encoding.EXPLICIT_LITTLE,
                        false,
                        true,
                        uid.value().startsWith(PREFIX + "."));
    }

    /// The transfer syntax of data that is not compressed.
    public static TransferSyntax of(Encoding encoding) {
        return switch (encoding) {
            case IMPLICIT_LITTLE -> IMPLICIT_LITTLE;
            case EXPLICIT_LITTLE -> EXPLICIT_LITTLE;
            case EXPLICIT_BIG -> EXPLICIT_BIG;
        };
    }

    /// The same with another layout of the data set, as broken files have it.
    public TransferSyntax with(Encoding other) {
        return new TransferSyntax(uid, other, isDeflated, isEncapsulated, isKnown);
    }

    private static TransferSyntax plain(String suffix, Encoding encoding) {
        return new TransferSyntax(new Uid(PREFIX + suffix), encoding, false, false, true);
    }

    private static TransferSyntax implicit(String uid) {
        return new TransferSyntax(new Uid(uid), Encoding.IMPLICIT_LITTLE, false, false, true);
    }

    private static TransferSyntax deflated(String suffix) {
        Uid uid = new Uid(PREFIX + suffix);
        return new TransferSyntax(uid, Encoding.EXPLICIT_LITTLE, true, false, true);
    }

    private static TransferSyntax encapsulated(String suffix) {
        Uid uid = new Uid(PREFIX + suffix);
        return new TransferSyntax(uid, Encoding.EXPLICIT_LITTLE, false, true, true);
    }
}
