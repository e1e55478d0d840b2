package org.africai.server.xnatapi;

import java.util.ArrayList;
import java.util.List;
import org.africai.server.files.ArchiveLayout;
import org.africai.server.files.ArchiveLayout.Structure;
import org.africai.server.files.DownloadWish;
import org.africai.server.files.DownloadWish.PickedSession;
import org.africai.server.http.Refusal;
import tools.jackson.databind.JsonNode;

/// Reads what XNAT's download page sends. Beside XNAT's fields there are `subject_resources` and
/// `project_resources`, labels of resources that XNAT's page cannot pick.
final class DownloadWishJson {
    private DownloadWishJson() {}

    /// @throws Refusal when it is not of that form
    static DownloadWish read(JsonNode body) {
        if (!body.isObject()) {
            throw Refusal.invalid("The body is a JSON object with sessions, scan_types and so on.");
        }
        List<String> projects = new ArrayList<>(texts(body, "projectIds"));
        if (body.path("projectId").isString()) {
            projects.add(body.path("projectId").asString());
        }
        return new DownloadWish(
                texts(body, "sessions").stream().map(DownloadWishJson::session).toList(),
                projects,
                texts(body, "scan_types"),
                hasNull(body.path("scan_types")),
                texts(body, "scan_formats"),
                texts(body, "resources"),
                texts(body, "subject_resources"),
                texts(body, "project_resources"),
                texts(body, "reconstructions"),
                texts(body, "assessors"),
                layout(texts(body, "options")));
    }

    /// `PROJECT:SUBJECT:LABEL:ID`
    private static PickedSession session(String text) {
        String[] parts = text.split(":");
        if (parts.length != 4) {
            throw Refusal.invalid(
                    "A session is written PROJECT:SUBJECT:LABEL:ID, not '" + text + "'.");
        }
        return new PickedSession(parts[0], parts[3]);
    }

    /// In XNAT's downloads a project's folder always has folders of its subjects in it.
    private static ArchiveLayout layout(List<String> options) {
        boolean withProject = options.contains("projectIncludedInPath");
        return new ArchiveLayout(
                options.contains("simplified") ? Structure.WEB_SIMPLIFIED : Structure.WEB,
                withProject,
                withProject || options.contains("subjectIncludedInPath"));
    }

    private static boolean hasNull(JsonNode list) {
        for (JsonNode element : list) {
            if (element.isNull()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> texts(JsonNode body, String field) {
        JsonNode list = body.path(field);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw Refusal.invalid("'" + field + "' is a list of texts.");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list) {
            if (element.isString()) {
                texts.add(element.asString());
            } else if (!element.isNull()) {
                throw Refusal.invalid("'" + field + "' is a list of texts.");
            }
        }
        return texts;
    }
}
