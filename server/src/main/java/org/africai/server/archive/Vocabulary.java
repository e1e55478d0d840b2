package org.africai.server.archive;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.jspecify.annotations.Nullable;

/// The words that are in use in what a caller reads, for clients that offer a choice of them.
public final class Vocabulary {
    private final Access access;
    private final Locator locator;
    private final VocabularyTable table;

    Vocabulary(Access access, Locator locator, VocabularyTable table) {
        this.access = access;
        this.locator = locator;
        this.table = table;
    }

    /// The types of scans, in alphabetical order.
    ///
    /// @param project `null` for all projects that the caller reads
    public List<String> scanTypes(Caller caller, @Nullable String project) {
        return table.scanTypes(scope(caller, project));
    }

    /// The names of scanners, in alphabetical order.
    public List<String> scanners(Caller caller) {
        return table.scanners(scope(caller, null));
    }

    /// The investigators of the projects that the caller may know of.
    public List<Investigator> investigators(Caller caller) {
        return table.investigators(access.scope(caller, Right.SEE));
    }

    private Scope scope(Caller caller, @Nullable String project) {
        return project == null
                ? access.scope(caller, Right.READ)
                : within(locator.enter(caller, Right.READ, project));
    }

    private static Scope within(Entry entry) {
        return Scope.of(entry.project().key(), entry.standing(), Right.READ);
    }
}
