package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Share;
import org.africai.server.archive.Sharing;
import org.springframework.stereotype.Component;

/// `…/projects` below subjects, experiments and assessors: where they are shared.
@Component
final class ShareRoutes {
    private static final List<String> DEFAULTS = List.of("label", "ID", "Secondary_ID", "Name");

    private final Sharing sharing;

    ShareRoutes(Archive archive) {
        this.sharing = archive.sharing();
    }

    void serve(Exchange exchange, Target.Shares target) throws IOException {
        String project = target.project();
        switch (exchange.method()) {
            case GET -> list(exchange, target);
            case PUT -> {
                share(exchange, target, named(exchange, project));
                exchange.answerEmpty();
            }
            case DELETE -> {
                sharing.unshare(exchange.caller(), target.address(), named(exchange, project));
                exchange.answerEmpty();
            }
            case POST -> throw exchange.notAllowed();
        }
    }

    private static String named(
            Exchange exchange, @org.jspecify.annotations.Nullable String project) {
        if (project == null) {
            throw exchange.notAllowed();
        }
        return project;
    }

    private void share(Exchange exchange, Target.Shares target, String project) {
        String label = exchange.query().first("label").filter(text -> !text.isBlank()).orElse(null);
        if (exchange.query().isSet("primary")) {
            sharing.move(exchange.caller(), target.address(), project, label);
        } else {
            sharing.share(exchange.caller(), target.address(), project, label);
        }
    }

    private void list(Exchange exchange, Target.Shares target) throws IOException {
        List<Map<String, String>> rows =
                sharing.list(exchange.caller(), target.address()).stream()
                        .map(ShareRoutes::row)
                        .toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "Projects", DEFAULTS, rows));
    }

    private static Map<String, String> row(Share share) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("label", share.label());
        row.put("ID", share.id());
        row.put("Secondary_ID", share.secondaryId());
        row.put("Name", share.name());
        row.put("URI", "/data/projects/" + share.id());
        return row;
    }
}
