package org.africai.server.xnatapi;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.africai.server.files.ArchiveLayout;
import org.africai.server.files.Downloads;
import org.africai.server.files.FileFilter;
import org.africai.server.files.FileFilter.PathMatch;
import org.africai.server.files.Files;
import org.africai.server.files.Found;
import org.africai.server.files.ListedFile;
import org.africai.server.files.Selection;
import org.africai.server.http.Content;
import org.africai.server.http.Download;
import org.africai.server.http.MediaTypes;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/// `…/files` and `…/files/PATH`: lists, single files, folders and archives of many.
@Component
final class FileRoutes {
    /// Never `ID`: xnatpy tells files from other things by its absence.
    private static final List<String> COLUMNS =
            List.of(
                    "Name",
                    "Size",
                    "URI",
                    "collection",
                    "file_tags",
                    "file_format",
                    "file_content",
                    "cat_ID",
                    "digest");

    private static final String PROJECT_PATH = "projectPath";
    private static final List<String> BY_PATH =
            COLUMNS.stream().map(name -> name.equals("URI") ? PROJECT_PATH : name).toList();

    private final Files files;
    private final Downloads downloads;
    private final UploadRoutes uploads;
    private final ZipInsideRoutes zips;

    FileRoutes(Files files, Downloads downloads, UploadRoutes uploads, ZipInsideRoutes zips) {
        this.files = files;
        this.downloads = downloads;
        this.uploads = uploads;
        this.zips = zips;
    }

    void serve(Exchange exchange, Target.Files target) throws IOException {
        switch (exchange.method()) {
            case GET -> get(exchange, target);
            case PUT, POST -> uploads.put(exchange, target);
            case DELETE -> {
                var _ = files.delete(exchange.caller(), selection(exchange, target), target.path());
                exchange.answerEmpty();
            }
        }
    }

    private void get(Exchange exchange, Target.Files target) throws IOException {
        Selection selection = selection(exchange, target);
        if (zips.serve(exchange, selection, target.path())) {
            return;
        }
        FileFilter filter = filter(exchange, target.path());
        Optional<String> format = exchange.query().first("format");
        Optional<Exchange.Format> packed =
                format.flatMap(Exchange.Format::named).filter(FileRoutes::isArchive);
        Optional<String> special = format.map(name -> name.toLowerCase(Locale.ROOT));
        if (special.filter("xlist"::equals).isPresent()) {
            links(exchange, files.list(exchange.caller(), selection, filter));
        } else if (special.filter("xcat"::equals).isPresent()) {
            Found<ListedFile> found = files.list(exchange.caller(), selection, filter);
            CatalogXml.write(
                    exchange,
                    "files",
                    reader -> found.each(file -> reader.accept(file.address(), file)));
        } else if (packed.isPresent()) {
            archive(exchange, selection, asFolder(exchange, selection, filter), packed.get());
        } else if (exchange.query().first("index").isPresent()) {
            send(exchange, selection, filter, index(exchange));
        } else if (filter.path() instanceof PathMatch.Exactly) {
            fileOrFolder(exchange, selection, filter);
        } else {
            list(exchange, selection, filter);
        }
    }

    private static boolean isArchive(Exchange.Format format) {
        return switch (format) {
            case ZIP, TAR, TGZ -> true;
            case JSON, XML, CSV, HTML -> false;
        };
    }

    private static Selection selection(Exchange exchange, Target.Files target) {
        return new Selection(
                target.owner(),
                ResourceRoutes.side(target.side()),
                target.resource(),
                exchange.query().isSet("all"));
    }

    private static FileFilter filter(Exchange exchange, String path) {
        QueryParameters query = exchange.query();
        boolean recursive = query.first("recursive").isEmpty() || query.isSet("recursive");
        return new FileFilter(
                PathMatch.of(path),
                recursive,
                query.values("file_format"),
                query.values("file_content"));
    }

    private static int index(Exchange exchange) {
        String text = exchange.query().first("index").orElse("");
        if (!text.matches("[0-9]{1,9}")) {
            throw Refusal.invalid("The index is a number that counts from 0, not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private void fileOrFolder(Exchange exchange, Selection selection, FileFilter filter)
            throws IOException {
        Optional<ListedFile> file = files.find(exchange.caller(), selection, filter, 0);
        if (file.isPresent()) {
            send(exchange, file.get());
            return;
        }
        FileFilter folder = folder(filter);
        if (files.find(exchange.caller(), selection, folder, 0).isEmpty()) {
            throw Refusal.notFound("Unable to find file.");
        }
        list(exchange, selection, folder);
    }

    private static FileFilter folder(FileFilter filter) {
        return filter.path() instanceof PathMatch.Exactly(String path)
                ? filter.with(new PathMatch.Under(path + "/"))
                : filter;
    }

    /// For an archive, a path that is no file's is a folder's.
    private FileFilter asFolder(Exchange exchange, Selection selection, FileFilter filter) {
        boolean isFile = files.find(exchange.caller(), selection, filter, 0).isPresent();
        return isFile ? filter : folder(filter);
    }

    private void send(Exchange exchange, Selection selection, FileFilter filter, int index)
            throws IOException {
        ListedFile file =
                files.find(exchange.caller(), selection, filter, index)
                        .orElseThrow(() -> Refusal.notFound("Unable to find file."));
        send(exchange, file);
    }

    /// Answers with the bytes of a file that the caller may read.
    void send(Exchange exchange, ListedFile file) throws IOException {
        String name = file.file().path().fileName();
        String digest = "sha-256=:" + file.file().sha256Base64() + ":";
        var download =
                new Download(
                        files.content(file),
                        MediaTypes.of(name),
                        name,
                        Map.of(
                                "Repr-Digest",
                                digest,
                                "Digest",
                                "sha-256=" + file.file().sha256Base64()));
        download.answer(exchange.request(), exchange.response());
    }

    /// XNAT's `xList`: nothing but links.
    private static void links(Exchange exchange, Found<ListedFile> found) throws IOException {
        exchange.response().setContentType("text/html;charset=UTF-8");
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                exchange.response().getOutputStream(), StandardCharsets.UTF_8))) {
            found.each(file -> link(out, file));
        }
    }

    private static void link(Writer out, ListedFile file) {
        String address = UriUtils.encodePath(file.address(), StandardCharsets.UTF_8);
        try {
            out.write("<a href=\"");
            out.write(HtmlUtils.htmlEscape(address, "UTF-8"));
            out.write("\">");
            out.write(HtmlUtils.htmlEscape(file.file().path().fileName(), "UTF-8"));
            out.write("</a><br>\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void list(Exchange exchange, Selection selection, FileFilter filter)
            throws IOException {
        boolean byPath = isByPath(exchange);
        Found<ListedFile> found = files.list(exchange.caller(), selection, filter);
        TableAnswer.write(
                exchange,
                new ResultTable(
                        "Files",
                        byPath ? BY_PATH : COLUMNS,
                        reader -> found.each(file -> reader.accept(row(file, byPath)))));
    }

    /// XNAT's `locator=`: the place of a file on its server's disk, in place of its address. Here
    /// files lie by their content, so there is only the place that XNAT would give them.
    private static boolean isByPath(Exchange exchange) {
        String locator = exchange.query().first("locator").orElse("URI");
        return switch (locator) {
            case "", "URI" -> false;
            case PROJECT_PATH -> true;
            default ->
                    throw Refusal.invalid(
                            "The locator is URI or projectPath: files of this server have no path"
                                    + " on its disk.");
        };
    }

    /// The values of [#COLUMNS], or [#BY_PATH].
    private static List<String> row(ListedFile listed, boolean byPath) {
        var file = listed.file();
        return List.of(
                file.path().fileName(),
                Long.toString(file.digests().size()),
                byPath ? listed.projectPath() : listed.address(),
                listed.resource().label(),
                String.join(",", file.tags()),
                file.format(),
                file.content(),
                Long.toString(listed.resource().key()),
                file.md5());
    }

    private void archive(
            Exchange exchange, Selection selection, FileFilter filter, Exchange.Format format)
            throws IOException {
        ArchiveLayout layout = layout(exchange);
        if (format == Exchange.Format.ZIP) {
            var zip = downloads.zip(exchange.caller(), selection, filter, layout, exchange.fetch());
            if (zip.isEmpty()) {
                nothing(exchange);
                return;
            }
            zip(zip.get()).answer(exchange.request(), exchange.response());
            return;
        }
        var tar = downloads.tar(exchange.caller(), selection, filter, layout, exchange.fetch());
        if (tar.isEmpty()) {
            nothing(exchange);
            return;
        }
        TarAnswer.write(exchange, tar.get(), format == Exchange.Format.TGZ);
    }

    private static Download zip(Downloads.Named<Content> zip) {
        return new Download(zip.content(), "application/zip", zip.name() + ".zip");
    }

    private static void nothing(Exchange exchange) {
        if (!exchange.query().isSet("accept-not-found")) {
            throw Refusal.notFound("There are no files to download.");
        }
        exchange.response().setStatus(204);
    }

    private static ArchiveLayout layout(Exchange exchange) {
        QueryParameters query = exchange.query();
        String name = query.first("structure").orElse("");
        return new ArchiveLayout(
                ArchiveLayout.Structure.named(name)
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "The structure of a download is default,"
                                                + " simplified or improved, not '"
                                                + name
                                                + "'.")),
                query.isSet("projectIncludedInPath"),
                query.isSet("subjectIncludedInPath"));
    }
}
