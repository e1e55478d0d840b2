package org.africai.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.africai.server.access.Callers;
import org.africai.server.intake.CtpPackage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/projects/PROJECT/ctp.zip`: what a site needs to send to the project with CTP.
@RestController
final class CtpRoutes {
    private final CtpPackage packages;

    CtpRoutes(CtpPackage packages) {
        this.packages = packages;
    }

    @GetMapping("/api/projects/{project}/ctp.zip")
    void download(
            HttpServletRequest request, HttpServletResponse response, @PathVariable String project)
            throws IOException {
        byte[] zip = packages.of(Callers.of(request), project, address(request));
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"ctp.zip\"");
        response.setContentLength(zip.length);
        response.getOutputStream().write(zip);
    }

    /// As the caller reached it; CTP wants the port to be said.
    private static String address(HttpServletRequest request) {
        return request.getScheme()
                + "://"
                + request.getServerName()
                + ":"
                + request.getServerPort();
    }
}
