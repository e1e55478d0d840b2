package org.africai.server.studies;

import org.africai.server.access.Scope;
import org.africai.server.db.Sql;

/// What a caller sees from a root, as SQL filters by it.
///
/// @param read projects of which the caller reads the data
/// @param review of those, the ones of which the caller sees what is quarantined, too
record View(Scope read, Scope review) {
    private static final String TYPE = "?.xsi_type";
    private static final String REVIEWED = ":reviewTyped";

    /// Whether the session `e` is seen.
    static final String SEES_E = seen("e");

    /// Whether the session `e2` is seen: of another copy of the same.
    static final String SEES_E2 = seen("e2");

    private static String seen(String e) {
        return """
        (:everything
         or ?.project_key = any(:projects) and {own}
         or exists (select 1 from experiment_share h
                     where h.experiment_key = ?.key and h.project_key = any(:projects)
                       and {shared}))
        and (?.status <> 'quarantine'
             or :everythingReviewed
             or ?.project_key = any(:reviewed)
                and (?.project_key <> all(:reviewLimited) or {ownReviewed})
             or exists (select 1 from experiment_share h
                         where h.experiment_key = ?.key
                           and h.project_key = any(:reviewed)
                           and (h.project_key <> all(:reviewLimited) or {sharedReviewed})))
        """
                .replace("{own}", Scope.covers("?.project_key", TYPE))
                .replace("{shared}", Scope.covers("h.project_key", TYPE))
                .replace("{ownReviewed}", Scope.typed("?.project_key", TYPE, REVIEWED))
                .replace("{sharedReviewed}", Scope.typed("h.project_key", TYPE, REVIEWED))
                .replace("?", e);
    }

    Sql.Query bindTo(Sql.Query query) {
        return read.bindTo(query)
                .bind("everythingReviewed", review.everything())
                .bind("reviewed", review.keys())
                .bind("reviewLimited", review.limited())
                .bind("reviewTyped", review.typed());
    }
}
