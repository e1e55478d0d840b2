package org.africai.server.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.africai.server.access.Access;
import org.africai.server.access.Accessibility;
import org.africai.server.access.Caller;
import org.africai.server.access.MembershipTable;
import org.africai.server.access.Right;
import org.africai.server.access.Role;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Changes;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.Item;
import org.africai.server.schema.Shortcuts;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;

/// The projects of the archive: what owns data and says who may do what with it.
public final class Projects {
    private static final String KIND = "project";
    private static final String PROTOCOLS = "studyProtocol";

    private final Access access;
    private final Locator locator;
    private final Changes changes;
    private final ProjectTable table;
    private final ProjectNameTable names;
    private final MembershipTable memberships;
    private final Types types;
    private final Revision revision;
    private final VariableRules variables;
    private final ProjectDocuments documents;
    private final InvestigatorTable investigators;
    private final SiteSettings site;
    private final Audit audit;

    Projects(
            Archive.Ground ground,
            MembershipTable memberships,
            ProjectDocuments documents,
            InvestigatorTable investigators,
            SiteSettings site) {
        this.access = ground.access();
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.table = ground.projects();
        this.names = ground.projectNames();
        this.memberships = memberships;
        this.types = ground.types();
        this.revision = ground.revision();
        this.variables = ground.variables();
        this.documents = documents;
        this.investigators = investigators;
        this.site = site;
        this.audit = ground.audit();
    }

    /// The project with its aliases, investigators, custom variables, protocols and resources.
    public Snapshot read(Caller caller, Address.OfProject address) {
        Located found = locator.find(caller, Right.SEE, address);
        Project project = table.get(found.key());
        boolean data = access.may(caller, Right.READ, found.key());
        return new Snapshot(documents.complete(project, data), project.changedAt());
    }

    /// Creates the project, with the caller as its owner, or changes the one that is there.
    ///
    /// @param accessibility how far a new project is open, private when absent; an existing one's
    ///   is set by [ProjectProperties#setAccessibility]
    /// @throws Refusal when the caller may not, the ID is none or that of a deleted project, or one
    ///   of the names is in use
    public Written put(
            Caller caller,
            Address.OfProject address,
            Submission wanted,
            Optional<Accessibility> accessibility) {
        access.requireLogin(caller);
        return changes.run(() -> {
            Optional<Long> there = locator.anyProject(address.project());
            if (there.isEmpty()) {
                return create(caller, address.project(), wanted, accessibility);
            }
            if (!access.may(caller, Right.SEE, there.get())) {
                throw new ProjectName(ProjectName.Kind.ID, address.project()).taken();
            }
            return change(caller, address, wanted);
        });
    }

    /// Changes the project's document by a function, which gets it without what is added when it is
    /// read: shares, resources, protocols that nobody has changed.
    ///
    /// @throws Refusal when the caller does not own the project
    public void revise(Caller caller, Address.OfProject address, UnaryOperator<Item> change) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            Project before =
                    table.lock(found.key())
                            .orElseThrow(() -> Access.missing(caller, found.inWords()));
            Item kept = documents.withAliases(before.document(), names.aliases(before.key()));
            Item revised = change.apply(kept);
            if (!revised.equals(kept)) {
                update(caller, before, kept, revised);
            }
        });
    }

    /// Creates a project; its ID is in what is sent.
    ///
    /// @throws Refusal when there is no ID, or a project that has it
    public Written add(Caller caller, Submission wanted, Optional<Accessibility> accessibility) {
        access.requireLogin(caller);
        String id =
                draft(wanted)
                        .field("ID")
                        .orElseThrow(() ->
                                new Refusal(Reason.EXPECTATION_FAILED, "The project needs an ID."));
        return changes.run(() -> create(caller, id, wanted, accessibility));
    }

    /// Deletes the project with everything in it. Its ID is never used again.
    ///
    /// @throws Refusal when the caller does not own it, or data of other projects hang on its own
    public void delete(Caller caller, Address.OfProject address) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            table.holdShares(found.key());
            if (table.servesOtherProjects(found.key())) {
                throw Refusal.conflict(
                        "Data of other projects belong to subjects or sessions of "
                                + found.inWords()
                                + "; it cannot be deleted.");
            }
            names.deleteAllButId(found.key());
            table.delete(found.key());
            audit.record(caller, Action.DELETED, KIND, found.id(), found.key());
        });
    }

    private Item draft(Submission wanted) {
        return revision.apply(
                Item.of(types.named(wanted, ProjectTable.TYPE)), wanted, Shortcuts.PROJECT);
    }

    private Written create(
            Caller caller, String name, Submission wanted, Optional<Accessibility> accessibility) {
        if (!caller.isSiteAdmin() && !site.get(SiteProperties.USERS_CREATE_PROJECTS)) {
            throw Refusal.forbidden("On this site only administrators create projects.");
        }
        var id = new ProjectId(name);
        if (names.isRetired(id.value())) {
            throw Refusal.forbidden(
                    "'"
                            + id.value()
                            + "' was used in a previously deleted project and cannot be reused.");
        }
        Item document = withNames(draft(wanted), id.value());
        long key =
                table.insert(
                        id.value(),
                        document,
                        accessibility.orElse(Accessibility.PRIVATE),
                        caller.login());
        names.insert(key, ProjectName.of(document))
                .ifPresent(taken -> {
                    throw taken.taken();
                });
        variables.define(key, document);
        variables.check(key, new Item(ProjectTable.TYPE, Map.of(), Map.of()), document);
        learn(caller, key, document);
        if (caller.account() != null) {
            memberships.grant(key, caller.account(), Role.OWNER);
        }
        audit.record(caller, Action.CREATED, KIND, id.value(), key);
        return new Written(key, id.value(), true);
    }

    /// The document with its ID, as the address spells it, and a title.
    private static Item withNames(Item document, String id) {
        Optional<String> sent = document.field("ID").map(String::strip);
        if (sent.filter(s -> !s.equalsIgnoreCase(id)).isPresent()) {
            throw new Refusal(
                    Reason.EXPECTATION_FAILED,
                    "The address says '" + id + "', what was sent '" + sent.get() + "'.");
        }
        Item named = document.withField("ID", id);
        return named.withField("name", named.field("name").map(String::strip).orElse(id));
    }

    private Written change(Caller caller, Address.OfProject address, Submission wanted) {
        Located found = locator.find(caller, Right.READ, address);
        Project before =
                table.lock(found.key()).orElseThrow(() -> Access.missing(caller, found.inWords()));
        Item kept = documents.withAliases(before.document(), names.aliases(before.key()));
        types.named(wanted, ProjectTable.TYPE);
        Item revised = withNames(revision.apply(kept, wanted, Shortcuts.PROJECT), before.id());
        access.require(caller, Right.OWN, Optional.of(found.key()), found.inWords());
        if (!revised.equals(kept)) {
            update(caller, before, kept, revised);
        }
        return new Written(before.key(), before.id(), false);
    }

    private void update(Caller caller, Project before, Item kept, Item sent) {
        if (!sent.children(PROTOCOLS).equals(kept.children(PROTOCOLS))) {
            variables.define(before.key(), sent);
        }
        Item revised = variables.check(before.key(), kept, sent);
        List<ProjectName> wanted = ProjectName.of(revised);
        if (!wanted.equals(ProjectName.of(kept))) {
            names.deleteAllButId(before.key());
            names.insert(
                            before.key(),
                            wanted.stream()
                                    .filter(name -> name.kind() != ProjectName.Kind.ID)
                                    .toList())
                    .ifPresent(taken -> {
                        throw taken.taken();
                    });
        }
        table.update(before, revised);
        learn(caller, before.key(), revised);
        audit.record(caller, Action.CHANGED, KIND, before.id(), before.key());
    }

    /// Whom a project names, the site knows from then on.
    private void learn(Caller caller, long project, Item document) {
        boolean namesSomebody =
                !document.children(InvestigatorTable.PRINCIPAL).isEmpty()
                        || !document.children(InvestigatorTable.FURTHER).isEmpty();
        if (namesSomebody) {
            investigators.learn(project, caller.login());
        }
    }
}
