package org.africai.server.archive;

import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
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

/// What a project has besides its document: accessibility, users, and how arriving data is treated.
/// Its owners decide.
public final class ProjectProperties {
    private static final String KIND = "project";

    private final Access access;
    private final Locator locator;
    private final Changes changes;
    private final ProjectTable projects;
    private final MembershipTable memberships;
    private final MemberTable members;
    private final Audit audit;

    ProjectProperties(Archive.Ground ground, MembershipTable memberships, MemberTable members) {
        this.access = ground.access();
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.projects = ground.projects();
        this.memberships = memberships;
        this.members = members;
        this.audit = ground.audit();
    }

    public Accessibility accessibility(Caller caller, Address.OfProject address) {
        return seen(caller, address).accessibility();
    }

    public void setAccessibility(Caller caller, Address.OfProject address, Accessibility level) {
        change(caller, address, key -> projects.setAccessibility(key, level));
    }

    /// What becomes of arrived sessions; see [Project].
    public int prearchiveCode(Caller caller, Address.OfProject address) {
        return seen(caller, address).prearchiveCode();
    }

    public void setPrearchiveCode(Caller caller, Address.OfProject address, int code) {
        change(caller, address, key -> projects.setPrearchiveCode(key, code));
    }

    /// 1 when new sessions are quarantined.
    public int quarantineCode(Caller caller, Address.OfProject address) {
        return seen(caller, address).quarantineCode();
    }

    public void setQuarantineCode(Caller caller, Address.OfProject address, int code) {
        change(caller, address, key -> projects.setQuarantineCode(key, code));
    }

    public String currentArc(Caller caller, Address.OfProject address) {
        return seen(caller, address).currentArc();
    }

    public void setCurrentArc(Caller caller, Address.OfProject address, String arc) {
        String folder = new Label(arc).value();
        change(caller, address, key -> projects.setCurrentArc(key, folder));
    }

    /// The project's users, owners first. Only they and site administrators see them.
    public List<Member> members(Caller caller, Address.OfProject address) {
        Located found = locator.find(caller, Right.READ, address);
        boolean isMember = access.standing(caller, found.key()).role() != null;
        if (!isMember && !caller.isSiteAdmin()) {
            throw Access.forbidden(caller, Right.READ, "the users of " + found.inWords());
        }
        return members.of(found.key());
    }

    /// The projects that the caller reads, with the role they have in each.
    public List<ProjectRole> roles(Caller caller) {
        Long account = caller.account();
        return members.roles(account == null ? -1 : account, access.scope(caller, Right.READ));
    }

    /// Gives accounts a role in the project, in place of any they had.
    ///
    /// @param group the role as clients name it: `Owners`, `owner`, `PROJECT_owner`
    /// @param logins logins, e-mail addresses or numbers, separated by commas
    /// @return the users that the project then has
    public List<Member> grant(
            Caller caller, Address.OfProject address, String group, String logins) {
        return changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            Role role = role(group);
            projects.lock(found.key());
            for (String login : logins.split(",")) {
                memberships.grant(found.key(), account(login.strip()), role);
            }
            requireOwner(found);
            audit.record(caller, Action.GRANTED, KIND, found.id(), found.key());
            return members.of(found.key());
        });
    }

    /// Takes a role from accounts; those that do not have it are passed over.
    ///
    /// @return the users that the project then has
    public List<Member> revoke(
            Caller caller, Address.OfProject address, String group, String logins) {
        return changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            Role role = role(group);
            projects.lock(found.key());
            boolean had = false;
            for (String login : logins.split(",")) {
                had |= memberships.revoke(found.key(), account(login.strip()), role);
            }
            if (had) {
                requireOwner(found);
                audit.record(caller, Action.REVOKED, KIND, found.id(), found.key());
            }
            return members.of(found.key());
        });
    }

    private void requireOwner(Located project) {
        if (members.of(project.key()).stream().noneMatch(m -> m.role() == Role.OWNER)) {
            throw Refusal.conflict("A project keeps at least one owner. Name another one first.");
        }
    }

    private static Role role(String group) {
        return Role.named(group)
                .orElseThrow(() ->
                        Refusal.notFound(
                                "There is no group '"
                                        + group
                                        + "'; the groups are Owners, Members and"
                                        + " Collaborators."));
    }

    private long account(String login) {
        if (login.toLowerCase(Locale.ROOT).equals(Caller.GUEST.login())) {
            throw new Refusal(Reason.PRECONDITION_FAILED, "A guest has no role in a project.");
        }
        return members.account(login)
                .orElseThrow(() -> Refusal.notFound("There is no user '" + login + "'."));
    }

    private Project seen(Caller caller, Address.OfProject address) {
        return projects.get(locator.find(caller, Right.SEE, address).key());
    }

    private void change(Caller caller, Address.OfProject address, LongConsumer change) {
        changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            change.accept(found.key());
            audit.record(caller, Action.CHANGED, KIND, found.id(), found.key());
        });
    }
}
