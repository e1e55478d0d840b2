package org.africai.server.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.africai.server.access.Access;
import org.africai.server.access.Accessibility;
import org.africai.server.access.Caller;
import org.africai.server.access.Group;
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
    private static final int MAX_NAMES = 100;

    private final Access access;
    private final Locator locator;
    private final Changes changes;
    private final ProjectTable projects;
    private final MembershipTable memberships;
    private final MemberTable members;
    private final AccessRequests requests;
    private final ProjectGroups groups;
    private final Audit audit;

    ProjectProperties(
            Archive.Ground ground,
            MembershipTable memberships,
            MemberTable members,
            AccessRequests requests,
            ProjectGroups groups) {
        this.access = ground.access();
        this.locator = ground.locator();
        this.changes = ground.changes();
        this.projects = ground.projects();
        this.memberships = memberships;
        this.members = members;
        this.requests = requests;
        this.groups = groups;
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

    /// Whether scans get the type that scans of their description usually have in the project.
    public boolean scanTypeMapping(Caller caller, Address.OfProject address) {
        return projects.scanTypeMapping(locator.find(caller, Right.SEE, address).key());
    }

    public void setScanTypeMapping(Caller caller, Address.OfProject address, boolean isOn) {
        change(caller, address, key -> projects.setScanTypeMapping(key, isOn));
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
        return members.of(locator.requireMember(caller, address).key());
    }

    /// The projects that the caller reads, with the group they are in.
    public List<ProjectRole> roles(Caller caller) {
        Long account = caller.account();
        return members.roles(account == null ? -1 : account, access.scope(caller, Right.READ));
    }

    /// Whom a project has after some were given a role.
    ///
    /// @param members its users
    /// @param invitations those to addresses that no account has
    public record Granted(List<Member> members, List<Invitation> invitations) {
        public Granted {
            members = List.copyOf(members);
            invitations = List.copyOf(invitations);
        }
    }

    /// Puts accounts into a group of the project, in place of the one they were in; an e-mail
    /// address that no account has is invited into one of the three that every project has.
    ///
    /// @param group as clients name it: `Owners`, `owner`, `PROJECT_owner`, `Readers`
    /// @param logins logins, e-mail addresses or numbers, separated by commas
    public Granted grant(Caller caller, Address.OfProject address, String group, String logins) {
        return changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            projects.lock(found.key());
            Group into = groups.get(found, group);
            List<Invitation> invitations = new ArrayList<>();
            for (String name : names(logins)) {
                Optional<Long> account = knownAccount(name);
                if (account.isPresent()) {
                    admit(found, account.get(), into);
                } else if (into.role() != null && requests.takes(name)) {
                    invitations.add(requests.invite(caller, found, into.role(), name));
                } else {
                    throw unknown(name);
                }
            }
            requireOwner(found);
            audit.record(caller, Action.GRANTED, KIND, found.id(), found.key());
            return new Granted(members.of(found.key()), invitations);
        });
    }

    private void admit(Located project, long account, Group group) {
        if (group.role() != null) {
            memberships.grant(project.key(), account, group.role());
        } else if (group.key() != null) {
            memberships.join(project.key(), account, group.key());
        }
    }

    private boolean dismiss(Located project, long account, Group group) {
        if (group.role() != null) {
            return memberships.revoke(project.key(), account, group.role());
        }
        return group.key() != null && memberships.leave(project.key(), account, group.key());
    }

    /// Takes accounts out of a group; those that are not in it are passed over.
    ///
    /// @return the users that the project then has
    public List<Member> revoke(
            Caller caller, Address.OfProject address, String group, String logins) {
        return changes.run(() -> {
            Located found = locator.find(caller, Right.OWN, address);
            projects.lock(found.key());
            Group outOf = groups.get(found, group);
            boolean had = false;
            for (String name : names(logins)) {
                long account = knownAccount(name).orElseThrow(() -> unknown(name));
                had |= dismiss(found, account, outOf);
            }
            if (had) {
                requireOwner(found);
                audit.record(caller, Action.REVOKED, KIND, found.id(), found.key());
            }
            return members.of(found.key());
        });
    }

    private void requireOwner(Located project) {
        if (members.of(project.key()).stream().noneMatch(m -> m.group().role() == Role.OWNER)) {
            throw Refusal.conflict("A project keeps at least one owner. Name another one first.");
        }
    }

    private static List<String> names(String logins) {
        List<String> names = Arrays.stream(logins.split(",")).map(String::strip).toList();
        if (names.size() > MAX_NAMES) {
            throw Refusal.invalid("Name " + MAX_NAMES + " users at most at a time.");
        }
        return names;
    }

    private Optional<Long> knownAccount(String name) {
        if (name.toLowerCase(Locale.ROOT).equals(Caller.GUEST.login())) {
            throw new Refusal(Reason.PRECONDITION_FAILED, "A guest has no role in a project.");
        }
        return members.account(name);
    }

    private static Refusal unknown(String name) {
        return Refusal.notFound("There is no user '" + name + "'.");
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
