package org.africai.phantom;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;

/// An object that says something about the images of a series: what it is, and how it refers to
/// them.
///
/// @param study whose it is
/// @param seriesNumber the number of the series that it is about
/// @param images that series
/// @param ownNumber the number of the series that it is in, alone
record Derived(StudyIdentity study, int seriesNumber, ImageSeries images, int ownNumber) {
    void describe(DatasetBuilder object, Uid sopClass, String modality, String description) {
        study.describe(object);
        object.put(Tag.SOPClassUID, sopClass);
        object.put(Tag.SOPInstanceUID, study.instance(ownNumber, 0));
        object.put(Tag.InstanceNumber, 1);
        object.put(Tag.Modality, modality);
        object.put(Tag.SeriesInstanceUID, study.series(ownNumber));
        object.put(Tag.SeriesNumber, ownNumber);
        object.put(Tag.SeriesDescription, description);
        object.put(Tag.SeriesDate, day());
        object.put(Tag.SeriesTime, "101500");
        object.put(Tag.FrameOfReferenceUID, study.space());
        object.put(Tag.PositionReferenceIndicator, "");
        object.put(Tag.Manufacturer, "AFRICAI");
        object.put(Tag.ManufacturerModelName, "Phantom");
        object.put(Tag.DeviceSerialNumber, "1");
        object.put(Tag.SoftwareVersions, "1");
    }

    String day() {
        return study.date().format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /// A reference to a slice (PS3.3 §10.8).
    DatasetBuilder reference(int slice) {
        return Dataset.builder()
                .put(Tag.ReferencedSOPClassUID, images.contrast().sopClass())
                .put(Tag.ReferencedSOPInstanceUID, study.instance(seriesNumber, slice));
    }

    List<Dataset> references() {
        List<Dataset> all = new ArrayList<>();
        for (int slice = 0; slice < images.geometry().slices(); slice++) {
            all.add(reference(slice).build());
        }
        return all;
    }
}
