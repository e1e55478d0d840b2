package org.africai.server.archive;

import org.jspecify.annotations.Nullable;

/// A thing in the archive, as a client addresses it: by project and labels, or by identifier.
///
/// An address says nothing of whether the thing exists or who may see it; [Locator] does.
public sealed interface Address {
    /// @param project the project's ID or one of its aliases
    record OfProject(String project) implements Address {}

    /// @param project absent when the subject is addressed by accession ID alone
    /// @param subject accession ID, or label within the project
    record OfSubject(@Nullable String project, String subject) implements Address {}

    /// An imaging session or any other experiment.
    ///
    /// @param project absent when the experiment is addressed by accession ID alone
    /// @param subject absent when the address skips it
    /// @param experiment accession ID, or label within the project
    record OfExperiment(@Nullable String project, @Nullable String subject, String experiment)
            implements Address {}

    /// @param scan a scan's ID; in listings of files also a comma list, a scan type, `*` or `ALL`
    record OfScan(OfExperiment session, String scan) implements Address {}

    /// @param assessor accession ID or label; in listings of files also a comma list, a type, `*`
    ///   or `ALL`
    record OfAssessor(OfExperiment session, String assessor) implements Address {}

    /// @param reconstruction a reconstruction's ID; in listings also a comma list, `*` or `ALL`
    record OfReconstruction(OfExperiment session, String reconstruction) implements Address {}
}
