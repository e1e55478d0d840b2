package org.africai.server.xnatapi;

import java.util.List;
import java.util.Optional;
import org.africai.server.archive.Address;
import org.africai.server.xnatapi.Target.Side;
import org.jspecify.annotations.Nullable;

/// Reads the parts of a path under `/data` from left to right.
///
/// ```
/// projects [P  [subjects  [S [experiments [E …]]] | experiments [E …] | property …]]
/// subjects [S  [experiments [E …]]]
/// experiments [E [scans [SC] | assessors [A] | reconstructions [R]]]
/// … any of them:  resources [R [files [path]]] | files [path] | in/… | out/… | projects [P]
/// ```
///
/// The parts are decoded already: a `/` inside one belongs to a name.
final class TargetParser {
    private final List<String> parts;
    private final boolean folder;
    private int next;

    private TargetParser(List<String> parts, boolean folder) {
        this.parts = parts;
        this.folder = folder;
    }

    /// @param parts the decoded parts after `/data` or its equivalents
    /// @param folder whether the path ends with a slash
    /// @return empty when the path is none of the archive's
    static Optional<Target> parse(List<String> parts, boolean folder) {
        return Optional.ofNullable(new TargetParser(parts, folder).root());
    }

    private @Nullable Target root() {
        if (isAtEnd()) {
            return null;
        }
        return switch (take()) {
            case "projects" -> isAtEnd() ? new Target.Projects() : project(take());
            case "subjects" -> isAtEnd() ? new Target.Subjects(null) : subject(null, take());
            case "experiments" ->
                    isAtEnd()
                            ? new Target.Experiments(null, null)
                            : experiment(new Address.OfExperiment(null, null, take()));
            default -> null;
        };
    }

    private @Nullable Target project(String id) {
        var project = new Address.OfProject(id);
        if (isAtEnd()) {
            return new Target.ProjectItem(project);
        }
        return switch (parts.get(next)) {
            case "subjects" -> {
                next++;
                yield isAtEnd() ? new Target.Subjects(id) : subject(id, take());
            }
            case "experiments" -> experiments(id, null);
            case "resources", "files" -> resources(project, Side.RESOURCES);
            default -> new Target.ProjectProperty(project, take(), rest());
        };
    }

    private @Nullable Target subject(@Nullable String project, String id) {
        var subject = new Address.OfSubject(project, id);
        if (isAtEnd()) {
            return new Target.SubjectItem(subject);
        }
        return switch (parts.get(next)) {
            case "experiments" -> experiments(project, id);
            default -> common(subject);
        };
    }

    private @Nullable Target experiments(@Nullable String project, @Nullable String subject) {
        next++;
        return isAtEnd()
                ? new Target.Experiments(project, subject)
                : experiment(new Address.OfExperiment(project, subject, take()));
    }

    private @Nullable Target experiment(Address.OfExperiment session) {
        if (isAtEnd()) {
            return new Target.ExperimentItem(session);
        }
        return switch (parts.get(next)) {
            case "scans" -> scans(session);
            case "DIR" -> {
                next++;
                yield new Target.Directory(session, String.join("/", rest()));
            }
            case "XAR" -> end(new Target.Xar(session), 1);
            case "assessors" -> assessors(session);
            case "reconstructions" -> reconstructions(session);
            default -> common(session);
        };
    }

    private @Nullable Target scans(Address.OfExperiment session) {
        next++;
        if (isAtEnd()) {
            return new Target.Scans(session);
        }
        var scan = new Address.OfScan(session, take());
        if (isAtEnd()) {
            return new Target.ScanItem(scan);
        }
        return parts.get(next).equals("DICOMDIR") ? end(new Target.Medium(scan), 1) : common(scan);
    }

    private @Nullable Target assessors(Address.OfExperiment session) {
        next++;
        if (isAtEnd()) {
            return new Target.Assessors(session);
        }
        var assessor = new Address.OfAssessor(session, take());
        return isAtEnd() ? new Target.AssessorItem(assessor) : common(assessor);
    }

    private @Nullable Target reconstructions(Address.OfExperiment session) {
        next++;
        if (isAtEnd()) {
            return new Target.Reconstructions(session);
        }
        var reconstruction = new Address.OfReconstruction(session, take());
        return isAtEnd() ? new Target.ReconstructionItem(reconstruction) : common(reconstruction);
    }

    /// What subjects, experiments and their parts have in common.
    private @Nullable Target common(Address address) {
        return switch (parts.get(next)) {
            case "resources", "files" -> resources(address, Side.RESOURCES);
            case "in" -> side(address, Side.IN);
            case "out" -> side(address, Side.OUT);
            case "projects" -> shares(address);
            case "status" -> end(new Target.Status(address), 1);
            case "history" -> end(new Target.History(address), 1);
            default -> null;
        };
    }

    private @Nullable Target side(Address address, Side side) {
        next++;
        return isAtEnd() ? null : resources(address, side);
    }

    private @Nullable Target shares(Address address) {
        next++;
        return isAtEnd()
                ? new Target.Shares(address, null)
                : end(new Target.Shares(address, parts.get(next)), 1);
    }

    private @Nullable Target resources(Address owner, Side side) {
        String word = take();
        if (word.equals("files")) {
            return new Target.Files(owner, side, null, path());
        }
        if (!word.equals("resources")) {
            return null;
        }
        if (isAtEnd()) {
            return new Target.Resources(owner, side);
        }
        String resource = take();
        if (isAtEnd()) {
            return new Target.ResourceItem(owner, side, resource);
        }
        return take().equals("files") ? new Target.Files(owner, side, resource, path()) : null;
    }

    private String path() {
        String path = String.join("/", rest());
        return folder && !path.isEmpty() ? path + "/" : path;
    }

    /// The target, if the path ends after `taken` more parts.
    private @Nullable Target end(Target target, int taken) {
        return next + taken == parts.size() ? target : null;
    }

    private List<String> rest() {
        List<String> rest = parts.subList(next, parts.size());
        next = parts.size();
        return rest;
    }

    private boolean isAtEnd() {
        return next >= parts.size();
    }

    private String take() {
        return parts.get(next++);
    }
}
