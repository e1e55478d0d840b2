package org.africai.server.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.access.Sight;
import org.africai.server.archive.Entry;
import org.africai.server.archive.Locator;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.studies.StudyQueryTable.Counts;
import org.africai.server.studies.StudyQueryTable.StudyRow;

/// Finds archived studies, series and instances as DICOM knows them: for QIDO-RS and WADO-RS, and
/// for C-FIND, C-MOVE and C-GET.
///
/// What a caller sees is what the projects of the [Root] show them: sessions of the project and
/// sessions shared into it, quarantined ones only to those with a role. A UID that is there several
/// times counts once; of its copies the one that was archived first speaks.
public final class Studies {
    /// How many instances [#instances] gives at most at a time.
    public static final int INSTANCES_AT_A_TIME = 5_000;

    private static final Set<Integer> UIDS =
            Set.of(Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID);

    private final Access access;
    private final Locator locator;
    private final StudyQueryTable table;
    private final Transactions transactions;

    public Studies(Access access, Locator locator, Sql sql, Transactions transactions) {
        this.transactions = transactions;
        this.access = access;
        this.locator = locator;
        this.table = new StudyQueryTable(sql);
    }

    /// Whether a key of a query can match the attribute; others can only be asked for.
    public static boolean isSearchable(int tag) {
        return IndexedAttributes.isSearchable(tag);
    }

    /// Refuses those who do not see the root at all: who may not read its project.
    public void require(Caller caller, Root root) {
        var _ = view(caller, root);
    }

    /// The results that the query asks for. Two statements at most.
    ///
    /// @throws org.africai.server.http.Refusal when the root is not there or hidden, or a key
    ///   cannot be matched
    public FoundPage find(Caller caller, Root root, StudyQuery query) {
        View view = view(caller, root);
        return byKeys(query.keys(), () -> find(view, query));
    }

    /// Statements that name a study, series or instance are not planned anew each time, which takes
    /// longer than they do; those that look for something need a plan for what they look for.
    private <T> T byKeys(List<QueryKey> keys, Supplier<T> work) {
        return keys.stream().anyMatch(Studies::isUid) ? transactions.runByKeys(work) : work.get();
    }

    private static boolean isUid(QueryKey key) {
        return UIDS.contains(key.tag()) && key.matching() instanceof Matching.AnyOf;
    }

    private FoundPage find(View view, StudyQuery query) {
        int limit = query.limit() + 1;
        var answers = new Answers(query);
        List<Found> found =
                switch (query.level()) {
                    case PATIENT ->
                            table.patients(view, query, limit).stream()
                                    .map(answers::patient)
                                    .toList();
                    case STUDY -> studies(view, query, limit).stream().map(answers::study).toList();
                    case SERIES ->
                            table.series(view, query, limit).stream().map(answers::series).toList();
                    case INSTANCE ->
                            table.instances(view, query, limit).stream()
                                    .map(answers::instance)
                                    .toList();
                };
        boolean hasMore = found.size() > query.limit();
        return new FoundPage(hasMore ? found.subList(0, query.limit()) : found, hasMore);
    }

    private List<StudyRow> studies(View view, StudyQuery query, int limit) {
        List<StudyRow> rows = table.studies(view, query, limit);
        List<String> copied = rows.stream().filter(StudyRow::hasCopies).map(StudyRow::uid).toList();
        if (copied.isEmpty()) {
            return rows;
        }
        Map<String, Counts> counts = table.counts(view, copied);
        return rows.stream()
                .map(row -> {
                    Counts together = counts.get(row.uid());
                    return together == null ? row : row.with(together);
                })
                .toList();
    }

    /// The archived objects of a selection in the order of their files, page by page: the next page
    /// begins behind the last file of this one. One statement.
    ///
    /// @param after key of the file behind which to begin, 0 at first
    /// @param limit how many at most, [#INSTANCES_AT_A_TIME] at most
    /// @return fewer than `limit` when there are no more
    /// @throws org.africai.server.http.Refusal when the root is not there or hidden
    public List<StoredInstance> instances(
            Caller caller, Root root, Selection selection, long after, int limit) {
        View view = view(caller, root);
        if (selection.isEmpty()) {
            return List.of();
        }
        int most = Math.min(limit, INSTANCES_AT_A_TIME);
        List<QueryKey> keys = keys(selection);
        return byKeys(keys, () -> table.stored(view, keys, after, most));
    }

    private static List<QueryKey> keys(Selection selection) {
        List<QueryKey> keys = new ArrayList<>();
        add(keys, Tag.PatientID, selection.patients());
        add(keys, Tag.StudyInstanceUID, selection.studies());
        add(keys, Tag.SeriesInstanceUID, selection.series());
        add(keys, Tag.SOPInstanceUID, selection.instances());
        return keys;
    }

    private static void add(List<QueryKey> keys, int tag, List<String> values) {
        if (!values.isEmpty()) {
            keys.add(new QueryKey(tag, new Matching.AnyOf(values)));
        }
    }

    /// The object of the file with this key, if the caller sees it from the root.
    public Optional<StoredInstance> file(Caller caller, Root root, long file) {
        View view = view(caller, root);
        return transactions.runByKeys(() -> table.storedFile(view, file)).stream().findFirst();
    }

    View view(Caller caller, Root root) {
        return switch (root) {
            case Root.Site() -> {
                Sight sight = access.sight(caller);
                yield new View(sight.read(), sight.reviewed());
            }
            case Root.OfProject(String name) -> {
                Entry entry = locator.enter(caller, Right.READ, name);
                yield new View(within(entry, Right.READ), within(entry, Right.REVIEW));
            }
        };
    }

    private static Scope within(Entry entry, Right right) {
        return entry.standing().may(right)
                ? Scope.of(entry.project().key(), entry.standing(), right)
                : new Scope(false, List.of());
    }
}
