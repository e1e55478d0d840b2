package org.africai.server.workflows;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Standing;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.archive.Submission;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Field;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemMerge;
import org.africai.server.schema.Resolution;
import org.africai.server.schema.TypeRegistry;

/// What pipelines tell of their work: one record for each object, pipeline and time of launch, made
/// and changed by those who may change the object, seen by those who may read it.
public final class Workflows {
    static final String TYPE = "wrk:workflowData";
    static final String NUMBER = "wrk_workflowData_id";

    private static final String KIND = "workflow";
    private static final String OBJECT = "ID";
    private static final String OBJECT_TYPE = "data_type";
    private static final String PIPELINE = "pipeline_name";
    private static final String LAUNCHED = "launch_time";
    private static final String STATUS = "status";
    private static final String PROJECT = "ExternalID";
    private static final String CREATOR = "create_user";
    private static final int MAX_LISTED = 1_000;
    private static final int MAX_OF_PROJECT = 1_000_000;

    private final Access access;
    private final Locator locator;
    private final TypeRegistry registry;
    private final WorkflowTable table;
    private final Changes changes;
    private final Audit audit;

    public Workflows(
            Access access,
            Locator locator,
            TypeRegistry registry,
            WorkflowTable table,
            Changes changes,
            Audit audit) {
        this.access = access;
        this.locator = locator;
        this.registry = registry;
        this.table = table;
        this.changes = changes;
        this.audit = audit;
    }

    /// The workflow with this number.
    public Workflow find(Caller caller, long number) {
        Optional<Workflow> found = table.find(number);
        String what = "workflow '" + number + "'";
        Standing standing = access.require(caller, Right.READ, found.map(Workflow::project), what);
        return found.filter(one -> standing.may(Right.READ, objectType(one)))
                .orElseThrow(() -> Access.missing(caller, what));
    }

    /// Those that the caller reads, the newest first; a thousand at most.
    public List<Workflow> list(Caller caller, WorkflowFilter filter) {
        return table.list(access.scope(caller, Right.READ), filter, MAX_LISTED);
    }

    /// What a submission says of object, pipeline, launch and status.
    ///
    /// @throws Refusal when a value is not one of its field
    public WorkflowFilter filter(Submission wanted) {
        return name(applied(Item.of(registry.get(TYPE)), wanted));
    }

    /// Makes the workflow that a submission names, or changes the one that is there.
    ///
    /// @return the workflow's number
    /// @throws Refusal when object, pipeline or launch are missing, of a new one also the data type
    ///   of the object, or the caller may not change the object
    public long put(Caller caller, Submission wanted) {
        access.requireLogin(caller);
        Item sent = applied(Item.of(registry.get(TYPE)), wanted);
        for (String field : List.of(OBJECT, LAUNCHED, PIPELINE)) {
            var _ = require(sent, field);
        }
        WorkflowFilter name = name(sent);
        return changes.run(() -> {
            Optional<Workflow> there = table.lock(name);
            String type =
                    sent.field(OBJECT_TYPE).or(() -> there.map(Workflows::objectType)).orElse("");
            Located object = object(caller, name.object(), type);
            if (there.isPresent()) {
                return update(caller, there.get(), wanted);
            }
            var _ = require(sent, OBJECT_TYPE);
            return insert(caller, object, name, sent);
        });
    }

    /// Changes the workflow with this number, but for what it is named by.
    public void put(Caller caller, long number, Submission wanted) {
        changes.run(() -> {
            Workflow found = find(caller, number);
            access.require(
                    caller,
                    Right.EDIT,
                    Optional.of(found.project()),
                    objectType(found),
                    "workflow '" + number + "'");
            update(caller, table.lock(name(found.document())).orElseThrow(), wanted);
        });
    }

    private static String objectType(Workflow workflow) {
        return workflow.document().field(OBJECT_TYPE).orElse("");
    }

    private long insert(Caller caller, Located object, WorkflowFilter name, Item sent) {
        if (table.count(object.project().key()) >= MAX_OF_PROJECT) {
            throw Refusal.conflict("A project has " + MAX_OF_PROJECT + " workflows at most.");
        }
        Item document =
                sent.withField(PROJECT, object.project().id()).withField(CREATOR, caller.login());
        long number = table.insert(object.project().key(), name, document, caller.login());
        record(caller, Action.CREATED, number, object.project().key());
        return number;
    }

    private long update(Caller caller, Workflow there, Submission wanted) {
        Item kept = there.document();
        Item revised = applied(kept, wanted);
        for (String field : List.of(OBJECT, LAUNCHED, PIPELINE, OBJECT_TYPE, PROJECT, CREATOR)) {
            revised = revised.withField(field, kept.field(field).orElse(""));
        }
        if (!revised.equals(kept)) {
            Item document = revised.withoutField(NUMBER);
            table.update(there.number(), document.field(STATUS).orElse(""), document);
            record(caller, Action.CHANGED, there.number(), there.project());
        }
        return there.number();
    }

    /// The object, for who may change it. Who may not is told so, whether it is there or not.
    private Located object(Caller caller, String id, String type) {
        try {
            return locator.find(caller, Right.EDIT, address(id, type));
        } catch (Refusal refusal) {
            throw refusal.reason() == Reason.NOT_FOUND && !caller.readsAllData()
                    ? new Refusal(Reason.FORBIDDEN, "You may not change '" + id + "'.", refusal)
                    : refusal;
        }
    }

    private Address address(String id, String type) {
        if (registry.isA(type, "xnat:projectData")) {
            return new Address.OfProject(id);
        }
        return registry.isA(type, "xnat:subjectData")
                ? new Address.OfSubject(null, id)
                : new Address.OfExperiment(null, null, id);
    }

    private Item applied(Item kept, Submission wanted) {
        DataType type = registry.get(TYPE);
        Item item = kept;
        if (wanted.document() != null) {
            Item document = Objects.requireNonNull(wanted.document());
            if (!registry.isA(document.xsiType(), TYPE)) {
                throw new Refusal(Reason.UNPROCESSABLE, "This address takes " + TYPE + ".");
            }
            item = ItemMerge.keeping(registry).merge(kept, document);
        }
        for (Submission.Assignment assignment : wanted.assignments()) {
            if (registry.resolve(type, assignment.path()) instanceof Resolution.Resolved field
                    && field.field() instanceof Field.Value value
                    && !value.hidden()) {
                item = item.with(field, value(value, assignment.value()));
            }
        }
        return item;
    }

    /// Some of XNAT's clients encode the blank of a time twice.
    private static String value(Field.Value field, String sent) {
        return field.path().equals(LAUNCHED) ? sent.replace("%20", " ") : sent;
    }

    private static WorkflowFilter name(Item document) {
        return new WorkflowFilter(
                document.field(OBJECT).orElse(""),
                document.field(PIPELINE).orElse(""),
                document.field(LAUNCHED).orElse(""),
                document.field(STATUS).orElse(""));
    }

    private static String require(Item sent, String field) {
        return sent.field(field)
                .orElseThrow(() -> Refusal.invalid("A workflow needs " + TYPE + "/" + field + "."));
    }

    private void record(Caller caller, Action action, long number, long project) {
        audit.record(caller, action, KIND, Long.toString(number), project);
    }
}
