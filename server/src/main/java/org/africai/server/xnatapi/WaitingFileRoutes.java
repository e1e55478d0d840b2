package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.List;
import org.africai.server.http.Content;
import org.africai.server.http.Download;
import org.africai.server.http.MediaTypes;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.Prearchive.Place;
import org.africai.server.intake.WaitingFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Resources and files of waiting sessions: `…/FOLDER[/scans/S]/resources[/R[/files[/F]]]`.
@Component
final class WaitingFileRoutes {
    private final WaitingFiles files;

    WaitingFileRoutes(WaitingFiles files) {
        this.files = files;
    }

    /// @param scan the scan's ID, `null` for the session itself
    /// @param rest the parts after `resources`
    void serve(Exchange exchange, Place place, @Nullable String scan, List<String> rest)
            throws IOException {
        PrearchiveRoutes.requireGet(exchange);
        boolean isList = rest.size() < 2 || (rest.size() == 2 && rest.get(1).equals("files"));
        if (isList && scan != null && exchange.format() == Exchange.Format.ZIP) {
            zip(exchange, place, scan); // a scan that waits has one resource
        } else if (rest.isEmpty()) {
            resources(exchange, place, scan);
        } else if (rest.size() == 1 || (rest.size() == 2 && rest.get(1).equals("files"))) {
            list(exchange, place, scan, rest.getFirst());
        } else if (rest.get(1).equals("files")) {
            String path = String.join("/", rest.subList(2, rest.size()));
            file(exchange, place, scan, rest.getFirst(), path);
        } else {
            throw PrearchiveRoutes.notServed();
        }
    }

    /// Never `ID` or `URI`: clients then take the label for the name.
    private void resources(Exchange exchange, Place place, @Nullable String scan)
            throws IOException {
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "Resources",
                        List.of("label", "file_count", "file_size"),
                        files.resources(exchange.caller(), place, scan).stream()
                                .map(one ->
                                        List.of(
                                                one.label(),
                                                Long.toString(one.files()),
                                                Long.toString(one.bytes())))
                                .toList()));
    }

    private void list(Exchange exchange, Place place, @Nullable String scan, String resource)
            throws IOException {
        String base =
                "/data/prearchive/projects/"
                        + place.project()
                        + "/"
                        + place.timestamp()
                        + "/"
                        + place.folder()
                        + (scan == null ? "" : "/scans/" + scan)
                        + "/resources/"
                        + resource
                        + "/files/";
        WaitingFiles.Listing listing = files.list(exchange.caller(), place, scan, resource);
        TableAnswer.write(
                exchange,
                new ResultTable(
                        "Files",
                        List.of("Name", "Size", "URI"),
                        reader ->
                                listing.each(file ->
                                        reader.accept(
                                                List.of(
                                                        nameOf(file.path()),
                                                        Long.toString(file.bytes()),
                                                        base + file.path())))));
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void file(
            Exchange exchange, Place place, @Nullable String scan, String resource, String path)
            throws IOException {
        Content content = files.content(exchange.caller(), place, scan, resource, path);
        String name = nameOf(path);
        new Download(content, MediaTypes.of(name), name)
                .answer(exchange.request(), exchange.response());
    }

    /// @param scan the scan's ID, `null` for all of the session
    void zip(Exchange exchange, Place place, @Nullable String scan) throws IOException {
        Content zip =
                files.zip(exchange.caller(), place, scan)
                        .orElseThrow(() -> Refusal.notFound("There are no files to download."));
        String name = place.folder() + (scan == null ? "" : "-" + scan);
        new Download(zip, "application/zip", name + ".zip")
                .answer(exchange.request(), exchange.response());
    }
}
