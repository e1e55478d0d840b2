package org.africai.server.xnatapi;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.Waiting;

/// Waiting sessions as the prearchive lists them.
final class WaitingRows {
    private static final List<String> COLUMNS =
            List.of(
                    "project",
                    "timestamp",
                    "lastmod",
                    "uploaded",
                    "scan_date",
                    "scan_time",
                    "subject",
                    "folderName",
                    "name",
                    "tag",
                    "status",
                    "url",
                    "autoarchive",
                    "prevent_anon",
                    "prevent_auto_commit",
                    "SOURCE",
                    "VISIT",
                    "PROTOCOL",
                    "TIMEZONE",
                    "message");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private WaitingRows() {}

    /// Answers 200 with the list.
    static void write(Exchange exchange, List<Waiting> sessions) throws IOException {
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "prearchive", COLUMNS, sessions.stream().map(WaitingRows::row).toList()));
    }

    private static List<String> row(Waiting session) {
        return List.of(
                session.projectName(),
                session.timestamp(),
                moment(session.changedAt()),
                moment(session.uploadedAt()),
                Objects.toString(session.date(), ""),
                Objects.toString(session.time(), ""),
                session.subject(),
                session.folder(),
                session.label(),
                Objects.toString(session.studyUid(), ""),
                session.status().name(),
                session.url(),
                session.autoArchive(),
                Boolean.toString(session.remarks().preventAnon()),
                Boolean.toString(session.remarks().preventAutoCommit()),
                session.remarks().source(),
                session.remarks().visit(),
                session.remarks().protocol(),
                session.remarks().timezone(),
                session.message());
    }

    /// `2026-01-31 13:05:00.000`, in UTC.
    static String moment(Instant at) {
        return MOMENT.format(at);
    }
}
