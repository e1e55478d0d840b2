package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.access.Reach;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.AccountChange;
import org.africai.server.accounts.Accounts;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.ProjectProperties;
import org.africai.server.http.Refusal;
import org.africai.server.login.Presented;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What users may do beside their roles in projects: XNAT's site roles and its groups for all data;
/// the groups of projects, too, as another way to name the users of a project.
@RestController
final class UserRightsRoutes {
    private static final String ADMINISTRATOR = "Administrator";
    private static final String PRIVILEGED = "Privileged";
    private static final String NON_EXPIRING = "non_expiring";

    private final Accounts accounts;
    private final ProjectProperties projects;

    UserRightsRoutes(Accounts accounts, Archive archive) {
        this.accounts = accounts;
        this.projects = archive.properties();
    }

    @GetMapping("/xapi/users/{login}/roles")
    ResponseEntity<List<String>> roles(HttpServletRequest request, @PathVariable String login) {
        return JsonAnswer.of(roles(accounts.find(Callers.of(request), login)));
    }

    /// Gives the roles in the body, which is a list of them.
    @PutMapping("/xapi/users/{login}/roles")
    ResponseEntity<List<String>> addRoles(
            HttpServletRequest request,
            @PathVariable String login,
            @RequestBody List<String> roles) {
        List<AccountChange> changes = roles.stream().map(role -> change(role, true)).toList();
        changes.forEach(change -> change(request, login, change));
        return roles(request, login);
    }

    @PutMapping("/xapi/users/{login}/roles/{role}")
    ResponseEntity<List<String>> addRole(
            HttpServletRequest request, @PathVariable String login, @PathVariable String role) {
        return addRoles(request, login, List.of(role));
    }

    @DeleteMapping("/xapi/users/{login}/roles/{role}")
    ResponseEntity<List<String>> removeRole(
            HttpServletRequest request, @PathVariable String login, @PathVariable String role) {
        AccountChange change = change(role, false);
        if (roles(accounts.find(Callers.of(request), login)).contains(role)) {
            change(request, login, change);
        } else {
            accounts.requireAdministrator(Callers.of(request));
        }
        return roles(request, login);
    }

    /// The user's groups: `PROJECT_owner` and the like, `ALL_DATA_ACCESS`, `ALL_DATA_ADMIN`.
    @GetMapping("/xapi/users/{login}/groups")
    ResponseEntity<List<String>> groups(HttpServletRequest request, @PathVariable String login) {
        return JsonAnswer.of(accounts.groups(Callers.of(request), login));
    }

    @PutMapping("/xapi/users/{login}/groups/{group}")
    ResponseEntity<List<String>> addGroup(
            HttpServletRequest request, @PathVariable String login, @PathVariable String group) {
        Reach.ofGroup(group)
                .ifPresentOrElse(
                        reach -> change(request, login, AccountChange.reach(reach)),
                        () -> projects.grant(Callers.of(request), project(group), group, login));
        return groups(request, login);
    }

    @DeleteMapping("/xapi/users/{login}/groups/{group}")
    ResponseEntity<List<String>> removeGroup(
            HttpServletRequest request, @PathVariable String login, @PathVariable String group) {
        Reach.ofGroup(group)
                .ifPresentOrElse(
                        _ -> change(request, login, AccountChange.reach(Reach.ROLES)),
                        () -> projects.revoke(Callers.of(request), project(group), group, login));
        return groups(request, login);
    }

    /// All projects, for those who read all data.
    @GetMapping("/xapi/role/projects")
    ResponseEntity<List<Map<String, String>>> projects(HttpServletRequest request) {
        Caller caller = Callers.of(request);
        if (!caller.isGuest() && !caller.readsAllData()) {
            throw Refusal.forbidden("Only those who may read all data see all projects here.");
        }
        if (caller.isGuest()) {
            throw new Refusal(Refusal.Reason.UNAUTHENTICATED, "Log in first.");
        }
        return JsonAnswer.of(
                projects.roles(caller).stream()
                        .map(project -> Map.of("id", project.id(), "name", project.name()))
                        .toList());
    }

    private static List<String> roles(Account account) {
        List<String> roles = new ArrayList<>();
        if (account.isSiteAdmin()) {
            roles.add(ADMINISTRATOR);
        }
        if (account.reach() == Reach.READ) {
            roles.add(PRIVILEGED);
        }
        if (account.neverExpires()) {
            roles.add(NON_EXPIRING);
        }
        return roles;
    }

    private static AccountChange change(String role, boolean has) {
        return switch (role) {
            case ADMINISTRATOR -> AccountChange.siteAdmin(has);
            case PRIVILEGED -> AccountChange.reach(has ? Reach.READ : Reach.ROLES);
            case NON_EXPIRING -> AccountChange.neverExpires(has);
            default ->
                    throw Refusal.notFound(
                            "There is no role '"
                                    + role
                                    + "', only Administrator, Privileged and non_expiring.");
        };
    }

    private void change(HttpServletRequest request, String login, AccountChange change) {
        accounts.change(Callers.of(request), Presented.by(request).means(), login, change);
    }

    /// The project in a group's name: `P_owner` is of project `P`.
    private static Address.OfProject project(String group) {
        int end = group.lastIndexOf('_');
        if (end <= 0) {
            throw Refusal.notFound("There is no group '" + group + "'.");
        }
        return new Address.OfProject(group.substring(0, end));
    }
}
