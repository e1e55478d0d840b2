package org.africai.server.receivers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;
import org.africai.server.studies.FoundPage;
import org.africai.server.studies.Root;
import org.africai.server.studies.Selection;
import org.africai.server.studies.StoredInstance;
import org.africai.server.studies.Studies;
import org.africai.server.studies.StudyQuery;

/// What those who call a receiver find in the archive: what their account may read, of the
/// receiver's project where it has one.
public final class Retrievals {
    /// How many objects are sent in one go at most; their names are held in memory.
    public static final int MOST = 200_000;

    private final Studies studies;
    private final Audit audit;

    public Retrievals(Studies studies, Audit audit) {
        this.studies = studies;
        this.audit = audit;
    }

    private static Root root(Receiver receiver) {
        String project = receiver.setup().project();
        return project == null ? new Root.Site() : new Root.OfProject(project);
    }

    /// The results of a query from its offset on.
    ///
    /// @throws Refusal when a key cannot be matched, or the project is not there any more
    public FoundPage find(Caller caller, Receiver receiver, StudyQuery query) {
        return studies.find(caller, root(receiver), query);
    }

    /// The objects of a selection, each once. Its fetching goes on record, once a day.
    ///
    /// @throws Refusal when they are more than [#MOST], or the project is not there any more
    public List<StoredInstance> objects(Caller caller, Receiver receiver, Selection selection) {
        List<StoredInstance> found = list(caller, receiver, selection);
        if (!found.isEmpty()) {
            audit.recordAllOnce(
                    caller,
                    Action.DOWNLOADED,
                    Receivers.KIND,
                    List.of(new Audit.Thing(Long.toString(receiver.key()), null)));
        }
        return found;
    }

    /// Those of these objects that the archive has, each once.
    ///
    /// @throws Refusal as [#objects]
    public List<StoredInstance> list(Caller caller, Receiver receiver, Selection selection) {
        Map<String, StoredInstance> byUid = new LinkedHashMap<>();
        long after = 0;
        int page = Studies.INSTANCES_AT_A_TIME;
        boolean hasMore = true;
        while (hasMore) {
            List<StoredInstance> next =
                    studies.instances(caller, root(receiver), selection, after, page);
            next.forEach(one -> byUid.merge(one.sopUid(), one, Retrievals::better));
            if (byUid.size() > MOST) {
                throw Refusal.invalid("More than " + MOST + " objects are wanted at once.");
            }
            hasMore = next.size() == page;
            after = next.isEmpty() ? after : next.getLast().file();
        }
        return List.copyOf(byUid.values());
    }

    /// Of several copies the first that is whole.
    private static StoredInstance better(StoredInstance one, StoredInstance other) {
        return one.isDamaged() && !other.isDamaged() ? other : one;
    }
}
