package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.archive.Address;
import org.africai.server.http.Attachment;
import org.africai.server.http.Refusal;
import org.africai.server.studies.Snapshots;
import org.africai.server.studies.Snapshots.Gif;
import org.africai.server.studies.Snapshots.Grid;
import org.africai.server.studies.Snapshots.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `…/experiments/E/scan/S/snapshot` and `…/thumbnail`: a GIF of a scan, `/ROWSXCOLUMNS` for a
/// grid.
@RestController
final class SnapshotRoutes {
    private static final Pattern GRID = Pattern.compile("(\\d{1,3})X(\\d{1,3})");

    private final Snapshots snapshots;

    SnapshotRoutes(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GetMapping({
        "/xapi/experiments/{experiment}/scan/{scan}/{view:snapshot|thumbnail}",
        "/xapi/experiments/{experiment}/scan/{scan}/{view:snapshot|thumbnail}/{grid}",
        "/xapi/projects/{project}/experiments/{experiment}/scan/{scan}/{view:snapshot|thumbnail}",
        "/xapi/projects/{project}/experiments/{experiment}/scan/{scan}/{view:snapshot|thumbnail}/{grid}",
        "/xapi/projects/{project}/subjects/{subject}/experiments/{experiment}/scan/{scan}/{view:snapshot|thumbnail}",
        "/xapi/projects/{project}/subjects/{subject}/experiments/{experiment}/scan/{scan}/{view:snapshot|thumbnail}/{grid}"
    })
    void snapshot(
            @PathVariable Map<String, String> path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        var session =
                new Address.OfExperiment(
                        path.get("project"), path.get("subject"), named(path, "experiment"));
        Gif gif =
                snapshots.of(
                        exchange.caller(),
                        new Address.OfScan(session, named(path, "scan")),
                        Size.valueOf(named(path, "view").toUpperCase(Locale.ROOT)),
                        grid(path.getOrDefault("grid", "1X1")));
        Attachment.announce(response, "image/gif", gif.name());
        response.setContentLength(gif.bytes().length());
        gif.bytes().writeTo(response.getOutputStream());
    }

    private static String named(Map<String, String> path, String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the address has no " + name);
        }
        return value;
    }

    private static Grid grid(String text) {
        Matcher match = GRID.matcher(text.toUpperCase(Locale.ROOT));
        if (!match.matches()) {
            throw Refusal.invalid("A grid is ROWSXCOLUMNS, such as 2X3.");
        }
        return new Grid(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }
}
