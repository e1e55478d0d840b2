package org.africai.server.files;

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

    void record(Audit audit, Caller caller, String kind, Located thing) {
        switch (this) {
            case WHOLE ->
                    audit.record(caller, Action.DOWNLOADED, kind, thing.id(), thing.asked().key());
            case PART ->
                    audit.recordOnce(
                            caller, Action.DOWNLOADED, kind, thing.id(), thing.asked().key());
            case HEAD -> {}
        }
    }
}
