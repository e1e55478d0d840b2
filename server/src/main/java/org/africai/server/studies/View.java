package org.africai.server.studies;

import org.africai.server.access.Scope;
import org.africai.server.db.Sql;

/// What a caller sees from a root, as SQL filters by it.
///
/// @param read projects of which the caller reads the data
/// @param review of those, the ones of which the caller sees what is quarantined, too
record View(Scope read, Scope review) {
    /// Whether the session `e` is seen.
    static final String SEES_E = seen("e");

    /// Whether the session `e2` is seen: of another copy of the same.
    static final String SEES_E2 = seen("e2");

    private static String seen(String e) {
        return """
        (:everything
         or ?.project_key = any(:projects)
         or exists (select 1 from experiment_share h
                     where h.experiment_key = ?.key and h.project_key = any(:projects)))
        and (?.status <> 'quarantine'
             or :everythingReviewed
             or ?.project_key = any(:reviewed)
             or exists (select 1 from experiment_share h
                         where h.experiment_key = ?.key
                           and h.project_key = any(:reviewed)))
        """
                .replace("?", e);
    }

    Sql.Query bindTo(Sql.Query query) {
        return read.bindTo(query)
                .bind("everythingReviewed", review.everything())
                .bind("reviewed", review.projects().stream().mapToLong(Long::longValue).toArray());
    }
}
