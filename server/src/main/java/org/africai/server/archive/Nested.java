package org.africai.server.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Scope;
import org.africai.server.access.Sight;
import org.africai.server.archive.NestedTable.Hanging;
import org.africai.server.archive.NestedTable.Viewed;
import org.africai.server.schema.Item;

/// Completes a thing's document with what is nested in it: a session's scans, a subject's
/// experiments, shares, resources. The number of statements does not depend on how many there are.
///
/// Only what the caller may see is nested. In the view of one project that is what lives there; and
/// where the caller may not know of the project that owns the thing, the one that was asked stands
/// in its place.
final class Nested {
    private static final String RESOURCES = "resources/resource";
    private static final String SUBJECT_SHARE = "xnat:projectParticipant";
    private static final String EXPERIMENT_SHARE = "xnat:experimentProjectParticipant";

    private final Access access;
    private final NestedTable table;
    private final ExperimentTable experiments;
    private final ScanTable scans;
    private final ReconstructionTable reconstructions;
    private final ShareTable subjectShares;
    private final ShareTable experimentShares;

    Nested(
            Access access,
            NestedTable table,
            ExperimentTable experiments,
            ScanTable scans,
            ReconstructionTable reconstructions,
            ShareTable subjectShares,
            ShareTable experimentShares) {
        this.access = access;
        this.table = table;
        this.experiments = experiments;
        this.scans = scans;
        this.reconstructions = reconstructions;
        this.subjectShares = subjectShares;
        this.experimentShares = experimentShares;
    }

    /// @param inProject whether the subject was asked in a project
    Item inSubject(Caller caller, Located subject, boolean inProject, Item document) {
        String uri = "/data/subjects/" + subject.id();
        Sight sight = access.sight(caller);
        List<Viewed> viewed =
                table.experimentsOfSubject(
                        subject.key(), scope(sight, subject, inProject), sight.reviewed());
        List<Item> nested = new ArrayList<>();
        for (Experiment experiment : experiments.get(keys(viewed))) {
            nested.add(inView(sight.seen(), viewed, experiment.key(), experiment.document()));
        }
        Item complete =
                document.withChildren(RESOURCES, table.resourcesOfSubject(subject.key(), uri))
                        .withChildren("experiments/experiment", nested);
        return shared(
                sight.seen(), subject, complete, subjectShares.of(subject.key()), SUBJECT_SHARE);
    }

    /// @param inProject whether the experiment was asked in a project
    Item inExperiment(Caller caller, Located found, boolean inProject, Experiment experiment) {
        Sight sight = access.sight(caller);
        List<Viewed> assessors =
                table.assessorsOfSession(
                        experiment.key(), scope(sight, found, inProject), sight.reviewed());
        List<Long> keys = new ArrayList<>(keys(assessors));
        keys.addFirst(experiment.key());
        Map<Long, Item> documents = withResources(experiments.get(keys));
        Item own = Objects.requireNonNull(documents.remove(experiment.key()));
        documents.replaceAll((key, document) -> inView(sight.seen(), assessors, key, document));
        List<Item> scans = scansOf(experiment);
        Item complete =
                (scans.isEmpty() ? own : own.withChildren("scans/scan", scans))
                        .withChildren("assessors/assessor", List.copyOf(documents.values()))
                        .withChildren(
                                "reconstructions/reconstructedImage",
                                reconstructionsOf(experiment));
        List<Share> shares = experimentShares.of(experiment.key());
        return shared(sight.seen(), found, complete, shares, EXPERIMENT_SHARE);
    }

    private static List<Long> keys(List<Viewed> viewed) {
        return viewed.stream().map(Viewed::key).toList();
    }

    /// A nested experiment's document, with the project and label of the view it is in where the
    /// caller may not know of its own.
    private static Item inView(Scope seen, List<Viewed> viewed, long key, Item document) {
        Viewed view = viewed.stream().filter(v -> v.key() == key).findFirst().orElseThrow();
        return seen.everything() || seen.projects().contains(view.owner())
                ? document
                : document.withField("project", view.project()).withField("label", view.label());
    }

    /// The scan with its resources.
    Item inScan(Located found, Scan scan) {
        String uri = scanUri(sessionOf(found), scan.id());
        return scan.document()
                .withChildren(
                        "file",
                        table.resourcesOfScans(Map.of(scan.key(), uri)).stream()
                                .map(Hanging::item)
                                .toList());
    }

    /// The reconstruction with its resources.
    Item inReconstruction(Located found, Reconstruction reconstruction) {
        String uri = reconstructionUri(sessionOf(found), reconstruction.id());
        return withSides(
                reconstruction.document(),
                table.resourcesOfReconstructions(Map.of(reconstruction.key(), uri)));
    }

    private static Scope scope(Sight sight, Located found, boolean inProject) {
        return inProject ? sight.read().within(found.asked().key()) : sight.read();
    }

    private Map<Long, Item> withResources(List<Experiment> all) {
        Map<Long, String> uris = new LinkedHashMap<>();
        all.forEach(e -> uris.put(e.key(), "/data/experiments/" + e.id()));
        List<Hanging> resources = table.resourcesOfExperiments(uris);
        Map<Long, Item> documents = new LinkedHashMap<>();
        for (Experiment experiment : all) {
            documents.put(
                    experiment.key(),
                    withSides(experiment.document(), of(experiment.key(), resources)));
        }
        return documents;
    }

    private List<Item> scansOf(Experiment session) {
        List<Scan> all = scans.ofSession(session.key());
        Map<Long, String> uris = new LinkedHashMap<>();
        all.forEach(scan -> uris.put(scan.key(), scanUri(session.id(), scan.id())));
        List<Hanging> resources = table.resourcesOfScans(uris);
        return all.stream()
                .map(scan ->
                        scan.document()
                                .withChildren(
                                        "file",
                                        of(scan.key(), resources).stream()
                                                .map(Hanging::item)
                                                .toList()))
                .toList();
    }

    private List<Item> reconstructionsOf(Experiment session) {
        List<Reconstruction> all = reconstructions.ofSession(session.key());
        Map<Long, String> uris = new LinkedHashMap<>();
        all.forEach(r -> uris.put(r.key(), reconstructionUri(session.id(), r.id())));
        List<Hanging> resources = table.resourcesOfReconstructions(uris);
        return all.stream().map(r -> withSides(r.document(), of(r.key(), resources))).toList();
    }

    private static List<Hanging> of(long owner, List<Hanging> all) {
        return all.stream().filter(hanging -> hanging.owner() == owner).toList();
    }

    private static Item withSides(Item document, List<Hanging> resources) {
        return document.withChildren(RESOURCES, side("resources", resources))
                .withChildren("in/file", side("in", resources))
                .withChildren("out/file", side("out", resources));
    }

    private static List<Item> side(String side, List<Hanging> resources) {
        return resources.stream()
                .filter(hanging -> hanging.side().equals(side))
                .map(Hanging::item)
                .toList();
    }

    private static Item shared(
            Scope seen, Located found, Item document, List<Share> shares, String type) {
        List<Item> items =
                shares.stream()
                        .filter(share -> isSeen(seen, found, share.project()))
                        .map(share ->
                                new Item(
                                        type,
                                        Map.of("project", share.id(), "label", share.label()),
                                        Map.of()))
                        .toList();
        return owned(seen, found, document).withChildren("sharing/share", items);
    }

    private static Item owned(Scope seen, Located found, Item document) {
        return isSeen(seen, found, found.project().key())
                ? document
                : document.withField("project", found.asked().id())
                        .withField("label", found.label());
    }

    private static boolean isSeen(Scope seen, Located found, long project) {
        return seen.everything()
                || seen.projects().contains(project)
                || project == found.asked().key();
    }

    private static String sessionOf(Located found) {
        return Objects.requireNonNull(found.session()).id();
    }

    private static String scanUri(String session, String scan) {
        return "/data/experiments/" + session + "/scans/" + scan;
    }

    private static String reconstructionUri(String session, String reconstruction) {
        return "/data/experiments/" + session + "/reconstructions/" + reconstruction;
    }
}
