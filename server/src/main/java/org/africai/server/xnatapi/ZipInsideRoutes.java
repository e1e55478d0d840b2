package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.africai.server.files.FileFilter;
import org.africai.server.files.FileFilter.PathMatch;
import org.africai.server.files.Files;
import org.africai.server.files.Found;
import org.africai.server.files.ListedFile;
import org.africai.server.files.Selection;
import org.africai.server.files.ZipInside;
import org.africai.server.http.Attachment;
import org.africai.server.http.MediaTypes;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.springframework.stereotype.Component;

/// `…/files/x.zip!/a/b.txt`, one file in a ZIP, and `…/files/x.zip?listContents=true` (also
/// `…/files/x.zip!/`), all of them.
@Component
final class ZipInsideRoutes {
    private static final String INSIDE = "!/";
    private static final List<String> COLUMNS = List.of("File Name", "Size");

    private final Files files;
    private final ZipInside zips;

    ZipInsideRoutes(Files files, ZipInside zips) {
        this.files = files;
        this.zips = zips;
    }

    /// Answers, when the address means the inside of a ZIP.
    ///
    /// @return whether it did
    boolean serve(Exchange exchange, Selection selection, String path) throws IOException {
        int end = path.indexOf(INSIDE);
        if (end > 0 && ZipInside.isNamedZip(path.substring(0, end))) {
            String entry = path.substring(end + INSIDE.length());
            ListedFile zip = zip(exchange, selection, path.substring(0, end));
            if (entry.isEmpty()) {
                list(exchange, zip);
            } else {
                send(exchange, zip, entry);
            }
            return true;
        }
        if (exchange.query().isSet("listContents")) {
            list(exchange, zip(exchange, selection, path));
            return true;
        }
        return false;
    }

    private ListedFile zip(Exchange exchange, Selection selection, String path) {
        FileFilter exactly = FileFilter.ALL.with(new PathMatch.Exactly(path));
        return files.find(exchange.caller(), selection, exactly, 0)
                .orElseThrow(() -> Refusal.notFound("Unable to find file."));
    }

    private void list(Exchange exchange, ListedFile zip) throws IOException {
        Found<ZipInside.Packed> found = zips.list(zip);
        TableAnswer.write(
                exchange,
                new ResultTable(
                        "Contents",
                        COLUMNS,
                        reader ->
                                found.each(one ->
                                        reader.accept(
                                                List.of(one.name(), Long.toString(one.size()))))));
    }

    private void send(Exchange exchange, ListedFile zip, String name) throws IOException {
        Optional<ZipInside.Entry> found = zips.find(zip, name);
        if (found.isEmpty()) {
            throw Refusal.notFound("Unable to find catalog entry for given uri.");
        }
        try (ZipInside.Entry entry = found.get()) {
            String fileName = entry.fileName();
            Attachment.announce(exchange.response(), MediaTypes.of(fileName), fileName);
            exchange.response().setContentLengthLong(entry.size());
            if (!exchange.request().getMethod().equals("HEAD")) {
                entry.writeTo(exchange.response().getOutputStream());
            }
        }
    }
}
