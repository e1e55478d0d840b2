package org.africai.server.archive;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.Shortcuts;

/// The scans of imaging sessions. Who may change a session may change its scans.
public final class Scans {
    private static final String KIND = "scan";
    private static final String CHILDREN = "scans/scan";

    /// Tries until a number is free, when others add scans at the same time.
    private static final int ATTEMPTS = 100;

    private final Locator locator;
    private final Changes changes;
    private final ScanTable table;
    private final Types types;
    private final Revision revision;
    private final VariableRules variables;
    private final Nested nested;
    private final Audit audit;

    Scans(Archive.Ground ground) {
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.table = ground.scans();
        this.types = ground.types();
        this.revision = ground.revision();
        this.variables = ground.variables();
        this.nested = ground.nested();
        this.audit = ground.audit();
    }

    /// The scan with its resources.
    public Snapshot read(Caller caller, Address.OfScan address) {
        Located found = locator.find(caller, Right.READ, address);
        Scan scan = table.get(found.key());
        return new Snapshot(nested.inScan(found, scan), scan.changedAt());
    }

    /// Creates the scan, or changes the one that is there. A new scan's data type is that of its
    /// session's modality when none is named.
    ///
    /// @throws Refusal when the caller may not, a value is not one of its field, or the data type
    ///   is another than the scan has
    public Written put(Caller caller, Address.OfScan address, Submission wanted) {
        return changes.run(() ->
                put(
                        caller,
                        locator.find(caller, Right.EDIT, address.session()),
                        idOf(address),
                        wanted));
    }

    /// Creates a scan; without an ID in what is sent, its ID is the first free number.
    ///
    /// @throws Refusal when there is a scan with this ID
    public Written add(Caller caller, Address.OfExperiment address, Submission wanted) {
        return changes.run(() -> {
            Located session = locator.find(caller, Right.EDIT, address);
            Item document = draft(session, wanted);
            Optional<String> id = document.field("ID");
            return id.map(chosen -> insert(caller, session, chosen, document))
                    .orElseGet(() -> numbered(caller, session, document))
                    .orElseThrow(() -> Refusal.conflict("Specified scan already exists."));
        });
    }

    private Optional<Written> numbered(Caller caller, Located session, Item document) {
        Optional<Written> written = Optional.empty();
        for (int i = 0; i < ATTEMPTS && written.isEmpty(); i++) {
            written = insert(caller, session, table.freeId(session.key()), document);
        }
        return written;
    }

    /// Deletes the scan with its files.
    public void delete(Caller caller, Address.OfScan address) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.DELETE, address);
            table.delete(found.key());
            audit.record(caller, Action.DELETED, KIND, auditId(found), found.project().key());
        });
    }

    /// Creates and changes the scans that a session's document holds. Scans it leaves out stay:
    /// they have files.
    ///
    /// Part of the caller's transaction.
    void putAll(Caller caller, Experiment session, Submission wanted) {
        List<Item> scans = in(wanted);
        Located found = located(session);
        for (Item scan : scans) {
            String id =
                    scan.field("ID")
                            .orElseThrow(
                                    () -> Refusal.invalid("A scan in the document has no ID."));
            put(caller, found, id, new Submission(null, scan, List.of(), wanted.deletesAbsent()));
        }
    }

    /// Whether a session's document holds scans.
    boolean hasAny(Submission wanted) {
        return !in(wanted).isEmpty();
    }

    private List<Item> in(Submission wanted) {
        if (wanted.document() == null) {
            return List.of();
        }
        return wanted.document().children(CHILDREN).stream()
                .filter(scan -> types.isA(scan.xsiType(), ScanTable.TYPE))
                .toList();
    }

    private static Located located(Experiment session) {
        return new Located(
                Located.Kind.EXPERIMENT,
                session.key(),
                session.id(),
                session.xsiType(),
                session.label(),
                session.project(),
                session.project(),
                null);
    }

    private static String idOf(Address.OfScan address) {
        Tokens tokens = Tokens.of(address.scan());
        if (tokens.all() || tokens.names().size() != 1) {
            throw Refusal.notFound("Unable to identify scan: the address must name one.");
        }
        return tokens.names().getFirst();
    }

    private Written put(Caller caller, Located session, String id, Submission wanted) {
        Optional<Scan> there = table.lock(session.key(), id);
        if (there.isPresent()) {
            return change(caller, session, there.get(), wanted);
        }
        return insert(caller, session, id, draft(session, wanted))
                .orElseGet(() ->
                        change(
                                caller,
                                session,
                                table.lock(session.key(), id).orElseThrow(),
                                wanted));
    }

    private Item draft(Located session, Submission wanted) {
        if (!types.isA(session.xsiType(), ExperimentTable.IMAGE_SESSION)) {
            throw Refusal.conflict("Only imaging sessions have scans.");
        }
        Item nothing = Item.of(typeOf(session, wanted));
        Item sent = revision.apply(nothing, wanted, Shortcuts.SCAN);
        return variables.check(session.project().key(), nothing, sent);
    }

    private DataType typeOf(Located session, Submission wanted) {
        DataType type =
                wanted.anyType()
                        .map(types.registry()::get)
                        .filter(t -> t.isA(ScanTable.TYPE) || wanted.namedType().isPresent())
                        .orElseGet(() -> types.scanOf(session.xsiType()));
        types.requireIsA(type, ScanTable.TYPE);
        if (type.isAbstract()) {
            if (wanted.namedType().isPresent()) {
                throw Refusal.invalid(
                        "Multiple scan modalities are possible; name one, such as"
                                + " xnat:mrScanData.");
            }
            return types.scanOf(session.xsiType());
        }
        return type;
    }

    private Optional<Written> insert(Caller caller, Located session, String id, Item document) {
        String name = new Label(id).value();
        if (document.field("ID").filter(sent -> !sent.equals(name)).isPresent()) {
            throw Refusal.invalid("The address and what was sent name different scan IDs.");
        }
        Optional<Long> key = table.insert(session.key(), name, document, caller.login());
        key.ifPresent(_ ->
                audit.record(
                        caller,
                        Action.CREATED,
                        KIND,
                        session.id() + "/" + name,
                        session.project().key()));
        return key.map(k -> new Written(k, name, true));
    }

    private Written change(Caller caller, Located session, Scan before, Submission wanted) {
        types.requireSame(wanted, before.document().xsiType());
        Item sent = revision.apply(before.document(), wanted, Shortcuts.SCAN);
        Item revised = variables.check(session.project().key(), before.document(), sent);
        if (revised.field("ID").filter(id -> !id.equals(before.id())).isPresent()) {
            throw Refusal.invalid("The ID of scan '" + before.id() + "' cannot be changed.");
        }
        if (!revised.equals(before.document())) {
            table.update(before.key(), revised);
            audit.record(
                    caller,
                    Action.CHANGED,
                    KIND,
                    session.id() + "/" + before.id(),
                    session.project().key());
        }
        return new Written(before.key(), before.id(), false);
    }

    private static String auditId(Located scan) {
        return Objects.requireNonNull(scan.session()).id() + "/" + scan.id();
    }
}
