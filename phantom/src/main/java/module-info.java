/// Synthetic imaging cohorts for the demonstration, tests and benchmarks.
@org.jspecify.annotations.NullMarked
module org.africai.phantom {
    requires transitive org.africai.dicom;

    exports org.africai.phantom;
}
