package org.africai.server.studies;

/// Where somebody looks from, which bounds what they see.
public sealed interface Root {
    /// All projects whose data the caller may read.
    record Site() implements Root {}

    /// One project: its own sessions and those shared into it, and nothing else, whatever the
    /// caller may read elsewhere.
    ///
    /// @param project its ID or alias
    record OfProject(String project) implements Root {}
}
