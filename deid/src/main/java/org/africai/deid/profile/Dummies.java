package org.africai.deid.profile;

import java.util.List;
import org.africai.deid.rewrite.Action;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Code;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Values that say nothing and are allowed: what stands where an attribute must have one.
final class Dummies {
    static final String TEXT = "REMOVED";
    static final String DATE = "19000101";
    static final String TIME = "000000";
    private static final Code NOTHING = new Code("REMOVED", "99AFRICAI", TEXT);

    private Dummies() {}

    static Action put(Element element, String name) {
        Vr vr = element.vr();
        return switch (vr.kind()) {
            case TEXT -> new Action.Put(vr, List.of(text(vr)), name);
            case INTEGER, DECIMAL -> new Action.Put(vr, List.of("0"), name);
            case TAGS -> new Action.Put(vr, List.of("00000000"), name);
            case BYTES ->
                    new Action.PutBytes(
                            vr, BulkRange.of(new byte[Math.max(2, vr.unitBytes())]), name);
            case ITEMS -> items(element.tag(), name);
        };
    }

    /// Whether a value is one of the dummies, which an object may come with.
    static boolean isDummy(Vr vr, String value) {
        return value.equals("0") || (vr.isText() && value.equals(text(vr)));
    }

    static String text(Vr vr) {
        return switch (vr) {
            case AS -> "000D";
            case DA -> DATE;
            case DT -> DATE + TIME;
            case TM -> TIME;
            case DS, IS -> "0";
            case UR -> "https://removed.invalid/";
            default -> TEXT;
        };
    }

    private static Action items(int tag, String name) {
        return switch (tag) {
            case Tag.ContentSequence -> new Action.PutItems(List.of(contentItem()), name);
            case Tag.GraphicAnnotationSequence -> new Action.PutItems(List.of(annotation()), name);
            case Tag.PersonIdentificationCodeSequence ->
                    new Action.PutItems(List.of(NOTHING.toItem()), name);
            case Tag.VerifyingObserverSequence -> new Action.PutItems(List.of(observer()), name);
            default -> new Action.Remove(name);
        };
    }

    /// A content item that says that something was removed.
    private static Dataset contentItem() {
        return Dataset.builder()
                .put(Tag.RelationshipType, "CONTAINS")
                .put(Tag.ValueType, "TEXT")
                .put(Tag.ConceptNameCodeSequence, new Code("121106", "DCM", "Comment"))
                .put(Tag.TextValue, TEXT)
                .build();
    }

    /// One point.
    private static Dataset annotation() {
        Dataset point =
                Dataset.builder()
                        .put(Tag.GraphicAnnotationUnits, "PIXEL")
                        .put(Tag.GraphicDimensions, 2)
                        .put(Tag.NumberOfGraphicPoints, 1)
                        .put(Tag.GraphicData, 1.0, 1.0)
                        .put(Tag.GraphicType, "POINT")
                        .build();
        return Dataset.builder()
                .put(Tag.GraphicLayer, TEXT)
                .put(Tag.GraphicObjectSequence, point)
                .build();
    }

    private static Dataset observer() {
        return Dataset.builder()
                .put(Tag.VerifyingOrganization, TEXT)
                .put(Tag.VerificationDateTime, DATE + TIME)
                .put(Tag.VerifyingObserverName, TEXT)
                .put(Tag.VerifyingObserverIdentificationCodeSequence, List.of())
                .build();
    }
}
