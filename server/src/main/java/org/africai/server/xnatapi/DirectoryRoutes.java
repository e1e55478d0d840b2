package org.africai.server.xnatapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Access;
import org.africai.server.files.SessionFolders;
import org.africai.server.files.SessionFolders.Entry;
import org.africai.server.http.ResultTable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// `…/experiments/E/DIR[/path]`: a session as folders, and the files in them.
@Component
final class DirectoryRoutes {
    private static final List<String> COLUMNS = List.of("Name", "DIR", "Size", "URI");

    private final SessionFolders folders;
    private final FileRoutes files;

    DirectoryRoutes(SessionFolders folders, FileRoutes files) {
        this.folders = folders;
        this.files = files;
    }

    void serve(Exchange exchange, Target.Directory target) throws IOException {
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
        Map<String, Entry> entries =
                folders.list(exchange.caller(), target.session(), target.path());
        if (entries.isEmpty() && !target.path().isEmpty()) {
            throw Access.missing(exchange.caller(), "folder '" + target.path() + "'");
        }
        Entry itself = entries.get(target.path());
        if (itself != null && itself.file().isPresent()) {
            files.send(exchange, itself.file().get());
            return;
        }
        TableAnswer.write(exchange, table(exchange, entries));
    }

    private static ResultTable table(Exchange exchange, Map<String, Entry> entries) {
        String base = exchange.request().getRequestURI().replaceFirst("/+$", "");
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : entries.values()) {
            rows.add(
                    List.of(
                            entry.name(),
                            Boolean.toString(entry.file().isEmpty()),
                            Long.toString(entry.size()),
                            base
                                    + "/"
                                    + UriUtils.encodePathSegment(
                                            entry.name(), StandardCharsets.UTF_8)));
        }
        return ResultTable.of("Directory", COLUMNS, rows);
    }
}
