package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.africai.server.http.Refusal;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Everything under `/data` and `/REST` that is in the archive: reads the address and hands the
/// request to the routes of what it names. Addresses outside the archive (`/data/JSESSION`) have
/// routes of their own, which are more specific and therefore win.
@RestController
final class DataRoutes {
    private final ResourceTargets resources;

    DataRoutes(ResourceTargets resources) {
        this.resources = resources;
    }

    @RequestMapping(path = {"/data/**", "/REST/**"})
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestPath path = RequestPath.of(request.getRequestURI());
        Target target =
                TargetParser.parse(path.parts(), path.folder()).orElseThrow(DataRoutes::notServed);
        serve(new Exchange(request, response), target);
    }

    private void serve(Exchange exchange, Target target) throws IOException {
        switch (target) {
            case Target.Resources list -> resources.resources(exchange, list);
            case Target.ResourceItem resource -> resources.resource(exchange, resource);
            case Target.Files files -> resources.files(exchange, files);
            case Target.Projects _,
                    Target.ProjectItem _,
                    Target.ProjectProperty _,
                    Target.Subjects _,
                    Target.SubjectItem _,
                    Target.Experiments _,
                    Target.ExperimentItem _,
                    Target.Scans _,
                    Target.ScanItem _,
                    Target.Assessors _,
                    Target.AssessorItem _,
                    Target.Reconstructions _,
                    Target.ReconstructionItem _,
                    Target.Shares _,
                    Target.Status _,
                    Target.History _ ->
                    throw notServed();
        }
    }

    private static Refusal notServed() {
        return Refusal.notFound("This server has nothing at this address.");
    }
}
