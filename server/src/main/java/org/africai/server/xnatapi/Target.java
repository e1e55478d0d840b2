package org.africai.server.xnatapi;

import java.util.List;
import org.africai.server.archive.Address;
import org.jspecify.annotations.Nullable;

/// What a path under `/data` names. [TargetParser] makes it, [DataRoutes] hands it on.
sealed interface Target {
    /// `/projects`
    record Projects() implements Target {}

    /// `/projects/P`
    record ProjectItem(Address.OfProject address) implements Target {}

    /// `/projects/P/users`, `/projects/P/accessibility/public` …: what only a project has.
    ///
    /// @param name the first part after the project
    /// @param rest the parts after it
    record ProjectProperty(Address.OfProject address, String name, List<String> rest)
            implements Target {
        public ProjectProperty {
            rest = List.copyOf(rest);
        }
    }

    /// `/subjects` or `/projects/P/subjects`
    record Subjects(@Nullable String project) implements Target {}

    record SubjectItem(Address.OfSubject address) implements Target {}

    /// `/experiments`, `/projects/P/experiments` or `/projects/P/subjects/S/experiments`
    record Experiments(@Nullable String project, @Nullable String subject) implements Target {}

    record ExperimentItem(Address.OfExperiment address) implements Target {}

    /// `…/experiments/E/DIR[/path]`
    ///
    /// @param path decoded, parts joined by `/`
    record Directory(Address.OfExperiment session, String path) implements Target {}

    /// `…/experiments/E/XAR`
    record Xar(Address.OfExperiment session) implements Target {}

    /// `…/scans/SC/DICOMDIR`
    record Medium(Address.OfScan scan) implements Target {}

    record Scans(Address.OfExperiment session) implements Target {}

    record ScanItem(Address.OfScan address) implements Target {}

    record Assessors(Address.OfExperiment session) implements Target {}

    record AssessorItem(Address.OfAssessor address) implements Target {}

    record Reconstructions(Address.OfExperiment session) implements Target {}

    record ReconstructionItem(Address.OfReconstruction address) implements Target {}

    /// `…/projects[/P]` below a subject, experiment or assessor: where it is shared.
    record Shares(Address address, @Nullable String project) implements Target {}

    /// `…/status` below a subject or experiment.
    record Status(Address address) implements Target {}

    /// `…/history` below a subject or experiment.
    record History(Address address) implements Target {}

    /// `…/resources`
    record Resources(Address owner, Side side) implements Target {}

    /// `…/resources/R`
    record ResourceItem(Address owner, Side side, String resource) implements Target {}

    /// `…/resources/R/files[/path]` or `…/files[/path]`
    ///
    /// @param resource absent when the address skips it: all resources of the owner
    /// @param path decoded, parts joined by `/`; empty for the whole list; ends with `/` where the
    ///   address does, which means a folder
    record Files(Address owner, Side side, @Nullable String resource, String path)
            implements Target {}

    /// Which of an assessor's or reconstruction's resources are meant.
    enum Side {
        /// The only ones that other things have.
        RESOURCES,
        IN,
        OUT
    }
}
