package org.africai.server.files;

import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;

/// How much of a download a request fetches, and what of it goes on record.
public enum Fetch {
    /// All of it: recorded each time.
    WHOLE,
    /// Some of it, or all only if it changed: recorded unless the same login fetched the same thing
    /// in the last day, so that a download that is resumed is one.
    PART,
    /// Nothing but what there is to know of it: not recorded.
    HEAD;

    /// @param things of one kind
    void record(Audit audit, Caller caller, String kind, List<Located> things) {
        List<Audit.Thing> fetched =
                things.stream()
                        .map(thing -> new Audit.Thing(id(thing), thing.asked().key()))
                        .toList();
        switch (this) {
            case WHOLE -> audit.recordAll(caller, Action.DOWNLOADED, kind, fetched);
            case PART -> audit.recordAllOnce(caller, Action.DOWNLOADED, kind, fetched);
            case HEAD -> {}
        }
    }

    /// As the record names it: a part of a session by both.
    private static String id(Located thing) {
        boolean isPart =
                thing.kind() == Located.Kind.SCAN || thing.kind() == Located.Kind.RECONSTRUCTION;
        return isPart && thing.session() != null
                ? thing.session().id() + "/" + thing.id()
                : thing.id();
    }
}
