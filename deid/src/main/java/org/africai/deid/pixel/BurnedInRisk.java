package org.africai.deid.pixel;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Why somebody should look at an object before it goes on: its pixels, overlays, documents or
/// texts may show who the patient is. Read from the elements alone; no pixel is looked at.
///
/// @param signs what speaks for it, none when nothing does
public record BurnedInRisk(Set<Sign> signs) {
    private static final Set<String> SCREENS =
            Set.of("SCREEN SAVE", "SCREENSAVE", "SCREENSHOT", "DOSE_INFO", "REPORT");

    public BurnedInRisk {
        signs = Set.copyOf(signs);
    }

    /// How much a sign says.
    public enum Level {
        /// Nothing speaks for it.
        NONE,
        /// Often so with such objects.
        REVIEW,
        /// The object says so, or is a picture of text.
        HIGH
    }

    /// What speaks for it.
    public enum Sign {
        /// Burned In Annotation (0028,0301) is YES.
        STATED(Level.HIGH),
        /// A secondary capture, which may be anything photographed or scanned.
        SECONDARY_CAPTURE(Level.HIGH),
        /// Scanned from film or paper, or a screen.
        DIGITISED(Level.HIGH),
        /// A document inside, such as PDF.
        DOCUMENT(Level.HIGH),
        /// Free text of a report.
        REPORT_TEXT(Level.HIGH),
        /// A modality that writes names into its pictures.
        MODALITY(Level.REVIEW),
        /// Overlays beside the pixels.
        OVERLAY(Level.REVIEW),
        /// Bits of the pixels that are used for an overlay.
        OVERLAY_IN_PIXELS(Level.REVIEW),
        /// Text objects of a presentation.
        ANNOTATION(Level.REVIEW),
        /// Recognizable Visual Features (0028,0302) is YES.
        FACE(Level.REVIEW);

        private final Level level;

        Sign(Level level) {
            this.level = level;
        }

        public Level level() {
            return level;
        }
    }

    /// The signs of an object.
    public static BurnedInRisk of(Dataset dataset) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        pixels(dataset, signs);
        contents(dataset, signs);
        overlays(dataset, signs);
        return new BurnedInRisk(signs);
    }

    /// The greatest of the signs' levels.
    public Level level() {
        return signs.stream().map(Sign::level).max(Level::compareTo).orElse(Level.NONE);
    }

    private static void pixels(Dataset dataset, Set<Sign> signs) {
        String burned = dataset.string(Tag.BurnedInAnnotation).orElse("");
        boolean isDenied = burned.equals("NO");
        add(signs, Sign.STATED, burned.equals("YES"));
        boolean isFace = dataset.string(Tag.RecognizableVisualFeatures).orElse("").equals("YES");
        add(signs, Sign.FACE, isFace);
        String modality = dataset.string(Tag.Modality).orElse("");
        String sopClass = dataset.string(Tag.SOPClassUID).orElse("");
        boolean isCapture = sopClass.startsWith("1.2.840.10008.5.1.4.1.1.7") || isScreen(dataset);
        add(signs, Sign.SECONDARY_CAPTURE, !isDenied && isCapture);
        boolean isSuspect =
                switch (modality) {
                    case "US",
                            "IVUS",
                            "XA",
                            "RF",
                            "ES",
                            "XC",
                            "GM",
                            "SC",
                            "OT",
                            "DOC",
                            "ECG",
                            "EPS" ->
                            true;
                    default -> false;
                };
        add(signs, Sign.MODALITY, !isDenied && isSuspect && dataset.contains(Tag.Rows));
        String conversion = dataset.string(Tag.ConversionType).orElse("");
        add(
                signs,
                Sign.DIGITISED,
                !isDenied && Set.of("DF", "DV", "SD", "SI").contains(conversion));
    }

    private static boolean isScreen(Dataset dataset) {
        List<String> type = dataset.strings(Tag.ImageType);
        return type.stream().map(one -> one.toUpperCase(Locale.ROOT)).anyMatch(SCREENS::contains);
    }

    private static void contents(Dataset dataset, Set<Sign> signs) {
        add(signs, Sign.DOCUMENT, dataset.contains(Tag.EncapsulatedDocument));
        add(signs, Sign.REPORT_TEXT, hasText(dataset.sequence(Tag.ContentSequence)));
        add(signs, Sign.ANNOTATION, dataset.contains(Tag.GraphicAnnotationSequence));
    }

    private static boolean hasText(List<Dataset> items) {
        return items.stream()
                .anyMatch(item ->
                        item.string(Tag.TextValue).isPresent()
                                || hasText(item.sequence(Tag.ContentSequence)));
    }

    private static void overlays(Dataset dataset, Set<Sign> signs) {
        for (Element element : dataset) {
            boolean isOverlay = (Tag.group(element.tag()) & 0xFF00) == 0x6000;
            if (isOverlay && element.vr() != Vr.SQ) {
                boolean isData = Tag.element(element.tag()) == 0x3000;
                boolean isInPixels = Tag.element(element.tag()) == 0x0102 && isInPixels(element);
                add(signs, Sign.OVERLAY, isData);
                add(signs, Sign.OVERLAY_IN_PIXELS, isInPixels);
            }
        }
    }

    private static boolean isInPixels(Element bitPosition) {
        long[] values = bitPosition.integers();
        return values.length > 0 && values[0] > 0;
    }

    private static void add(Set<Sign> signs, Sign sign, boolean isThere) {
        if (isThere) {
            signs.add(sign);
        }
    }
}
