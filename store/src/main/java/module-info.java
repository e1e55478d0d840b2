/// Durable bytes: spool, content-addressed blobs, fixity, safe reading of archives, ZIP plans.
@org.jspecify.annotations.NullMarked
module org.africai.store {
    requires transitive org.jspecify;
    requires jdk.unsupported; // DirectRead
    requires org.apache.commons.compress;
    requires org.slf4j;

    exports org.africai.store;
    exports org.africai.store.archive;
}
