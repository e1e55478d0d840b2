package org.africai.server.intake;

import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.Routing.Looked;
import org.africai.server.intake.Routing.Route;
import org.africai.server.intake.StudyRoutings.StudyRouting;
import org.africai.server.intake.Waiting.Wishes;
import org.africai.server.intake.mapping.ObjectHeader;
import org.jspecify.annotations.Nullable;

/// Says what the sessions of a request are to be.
final class Drafts {
    private final Ground ground;
    private final Caller caller;
    private final ImportRequest request;
    private final @Nullable ProjectRef project;
    private final RoutingRules rules;

    /// @param project the one that the sender named
    Drafts(Ground ground, Caller caller, ImportRequest request, @Nullable ProjectRef project) {
        this(ground, caller, request, project, RoutingRules.NONE);
    }

    /// @param project the one that the sender named
    /// @param rules what is asked before the site's rules
    Drafts(
            Ground ground,
            Caller caller,
            ImportRequest request,
            @Nullable ProjectRef project,
            RoutingRules rules) {
        this.ground = ground;
        this.caller = caller;
        this.request = request;
        this.project = project;
        this.rules = rules;
    }

    /// Not part of a transaction: it may read the object.
    ///
    /// @param first the first object of the session, whose bytes have been published
    /// @param byUpload whether the session is received whole
    Draft draft(Received first, boolean byUpload) {
        return draft(first.header(), ground.policies().look(first, rules), byUpload);
    }

    /// As the other `draft`, of an object wherever it lies.
    Draft draft(ObjectHeader first, Policies.Bytes bytes, boolean byUpload) {
        return draft(first, ground.policies().look(first.attributes(), bytes, rules), byUpload);
    }

    private Draft draft(ObjectHeader first, Looked looked, boolean byUpload) {
        Route route =
                Routing.route(
                        request.names(),
                        project == null ? given(first.studyUid()) : project,
                        looked,
                        this::open);
        return new Draft(
                route.project(),
                route.subject(),
                route.session(),
                first.studyUid(),
                byUpload,
                new Wishes(
                        goal(route),
                        request.overwrite(),
                        request.overwriteFiles(),
                        request.quarantine()),
                request.remarks(),
                Routing.said(request.names(), looked));
    }

    /// The project that the study is given to, if the caller may add to it.
    private @Nullable ProjectRef given(String study) {
        Optional<StudyRouting> found = ground.routings().find(study);
        found.ifPresent(_ -> ground.routings().touch(study));
        return found.map(StudyRouting::project).flatMap(this::open).orElse(null);
    }

    private Goal goal(Route route) {
        if (request.goal() != Goal.AS_PROJECT_SAYS || route.autoArchive() == null) {
            return request.goal();
        }
        return route.autoArchive() ? Goal.ARCHIVE : Goal.PREARCHIVE;
    }

    private Optional<ProjectRef> open(String name) {
        try {
            return Optional.of(ground.locator().project(caller, Right.CREATE, name))
                    .map(Located::project);
        } catch (Refusal notTheirs) {
            return Optional.empty();
        }
    }
}
