/// The DICOM upper layer (PS3.8) and DIMSE services (PS3.7), as user and as provider.
@org.jspecify.annotations.NullMarked
module org.africai.dimse {
    requires transitive org.africai.dicom;
    requires transitive org.jspecify;
    requires jdk.net; // TCP_QUICKACK
    requires org.slf4j;

    exports org.africai.dimse;
    exports org.africai.dimse.query;
    exports org.africai.dimse.ul;
}
