/// De-identification of DICOM: scripts of CTP and of XNAT's DicomEdit, the profiles of PS3.15 Annex
/// E, and areas of pixels made blank.
@org.jspecify.annotations.NullMarked
module org.africai.deid {
    requires transitive org.africai.dicom;
    requires transitive org.jspecify;
    requires java.xml;

    exports org.africai.deid;
    exports org.africai.deid.ctp;
    exports org.africai.deid.dicomedit;
    exports org.africai.deid.filter;
    exports org.africai.deid.pixel;
    exports org.africai.deid.profile;
}
