package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.africai.server.http.Refusal;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Everything under `/data` and `/REST` that is in the archive: reads the address and hands the
/// request to the routes of what it names. Addresses outside the archive (`/data/JSESSION`) have
/// routes of their own, which are more specific and therefore win.
@RestController
final class DataRoutes {
    /// Properties of a project that are sent in bodies.
    private static final Set<String> BODIES = Set.of("groups", "protocols", "searches");

    private final ProjectRoutes projects;
    private final ProjectPropertyRoutes properties;
    private final SubjectRoutes subjects;
    private final ExperimentRoutes experiments;
    private final ScanRoutes scans;
    private final AssessorRoutes assessors;
    private final ReconstructionRoutes reconstructions;
    private final ShareRoutes shares;
    private final ResourceTargets resources;
    private final DirectoryRoutes directories;
    private final SessionArchiveRoutes archives;
    private final HistoryRoutes histories;
    private final ChangeRules rules;

    DataRoutes(
            ProjectRoutes projects,
            ProjectPropertyRoutes properties,
            SubjectRoutes subjects,
            ExperimentRoutes experiments,
            ScanRoutes scans,
            AssessorRoutes assessors,
            ReconstructionRoutes reconstructions,
            ShareRoutes shares,
            ResourceTargets resources,
            DirectoryRoutes directories,
            SessionArchiveRoutes archives,
            HistoryRoutes histories,
            ChangeRules rules) {
        this.projects = projects;
        this.properties = properties;
        this.subjects = subjects;
        this.experiments = experiments;
        this.scans = scans;
        this.assessors = assessors;
        this.reconstructions = reconstructions;
        this.shares = shares;
        this.resources = resources;
        this.directories = directories;
        this.archives = archives;
        this.histories = histories;
        this.rules = rules;
    }

    @RequestMapping(path = {"/data/**", "/REST/**"})
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestPath path = RequestPath.of(request.getRequestURI());
        Target target =
                TargetParser.parse(path.parts(), path.folder()).orElseThrow(DataRoutes::notServed);
        serve(new Exchange(request, response), target);
    }

    private void serve(Exchange exchange, Target target) throws IOException {
        rules.watch(exchange);
        if (!readsBody(exchange, target)) {
            SentParameters.hear(exchange);
        }
        switch (target) {
            case Target.Projects _ -> projects.list(exchange);
            case Target.ProjectItem project -> projects.item(exchange, project);
            case Target.ProjectProperty property -> properties.serve(exchange, property);
            case Target.Subjects list -> subjects.list(exchange, list);
            case Target.SubjectItem subject -> subjects.item(exchange, subject);
            case Target.Experiments list -> experiments.list(exchange, list);
            case Target.ExperimentItem experiment -> experiments.item(exchange, experiment);
            case Target.Scans list -> scans.list(exchange, list);
            case Target.ScanItem scan -> scans.item(exchange, scan);
            case Target.Assessors list -> assessors.list(exchange, list);
            case Target.AssessorItem assessor -> assessors.item(exchange, assessor);
            case Target.Reconstructions list -> reconstructions.list(exchange, list);
            case Target.ReconstructionItem one -> reconstructions.item(exchange, one);
            case Target.Shares list -> shares.serve(exchange, list);
            case Target.Directory directory -> directories.serve(exchange, directory);
            case Target.Xar xar -> archives.xar(exchange, xar.session());
            case Target.Medium medium -> archives.medium(exchange, medium.scan());
            case Target.Status status -> experiments.status(exchange, status);
            case Target.Resources list -> resources.resources(exchange, list);
            case Target.ResourceItem resource -> resources.resource(exchange, resource);
            case Target.Files files -> resources.files(exchange, files);
            case Target.History history -> histories.history(exchange, history);
        }
    }

    /// Whether the routes of a target read a body themselves; what a form says of a change is heard
    /// with it then.
    private static boolean readsBody(Exchange exchange, Target target) {
        if (exchange.method() == Exchange.Method.GET) {
            return true;
        }
        return switch (target) {
            case Target.Files _ -> true;
            case Target.ProjectProperty property -> BODIES.contains(property.name());
            case Target.Shares _,
                    Target.Status _,
                    Target.Resources _,
                    Target.ResourceItem _,
                    Target.Directory _,
                    Target.Xar _,
                    Target.Medium _,
                    Target.History _ ->
                    false;
            case Target.Projects _,
                    Target.ProjectItem _,
                    Target.Subjects _,
                    Target.SubjectItem _,
                    Target.Experiments _,
                    Target.ExperimentItem _,
                    Target.Scans _,
                    Target.ScanItem _,
                    Target.Assessors _,
                    Target.AssessorItem _,
                    Target.Reconstructions _,
                    Target.ReconstructionItem _ ->
                    exchange.method() != Exchange.Method.DELETE;
        };
    }

    private static Refusal notServed() {
        return Refusal.notFound("This server has nothing at this address.");
    }
}
