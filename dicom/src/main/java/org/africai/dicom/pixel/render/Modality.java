package org.africai.dicom.pixel.render;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;

/// What makes stored values those of the modality (PS3.3 §C.11.1).
sealed interface Modality {
    double value(double stored);

    /// A line: Hounsfield units of CT and the like.
    record Rescale(double slope, double intercept) implements Modality {
        @Override
        public double value(double stored) {
            return stored * slope + intercept;
        }
    }

    /// A table.
    record Table(LookupTable table) implements Modality {
        @Override
        public double value(double stored) {
            return table.entry(stored);
        }
    }

    /// The transformation of a frame; a slope of zero or without a number is not one.
    static Modality of(FrameAttributes frame, boolean isSigned) throws IOException {
        List<Dataset> tables = frame.dataset().sequence(Tag.ModalityLUTSequence);
        if (!tables.isEmpty()) {
            Optional<LookupTable> table =
                    LookupTable.of(tables.getFirst(), Tag.LUTDescriptor, Tag.LUTData, isSigned);
            if (table.isPresent()) {
                return new Table(table.get());
            }
        }
        Dataset group = frame.group(Tag.PixelValueTransformationSequence);
        double slope = group.decimal(Tag.RescaleSlope).orElse(1);
        double intercept = group.decimal(Tag.RescaleIntercept).orElse(0);
        boolean isLine = Double.isFinite(slope) && slope != 0 && Double.isFinite(intercept);
        return isLine ? new Rescale(slope, intercept) : new Rescale(1, 0);
    }

    /// Whether values stay what they are.
    default boolean isIdentity() {
        return this instanceof Rescale(double slope, double intercept)
                && slope == 1
                && intercept == 0;
    }
}
