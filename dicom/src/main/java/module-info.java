/// DICOM as Java: values, the data dictionary, Part 10 files, JSON and XML models, frames.
@org.jspecify.annotations.NullMarked
module org.africai.dicom {
    requires transitive org.jspecify;

    exports org.africai.dicom;
}
