/// DICOM as Java: values, the data dictionary, Part 10 files, JSON and XML models, frames.
@org.jspecify.annotations.NullMarked
module org.africai.dicom {
    requires transitive org.jspecify;
    // The character sets of East Asia.
    requires jdk.charsets;
    requires java.xml;

    exports org.africai.dicom;
    exports org.africai.dicom.data;
    exports org.africai.dicom.dict;
    exports org.africai.dicom.encoding;
    exports org.africai.dicom.io;
    exports org.africai.dicom.json;
    exports org.africai.dicom.pixel;
    exports org.africai.dicom.pixel.codec;
    exports org.africai.dicom.pixel.render;
    exports org.africai.dicom.xml;
}
