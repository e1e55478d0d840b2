package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.AccountChange;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.accounts.Registrations;
import org.africai.server.http.Refusal;
import org.africai.server.login.LoginDesk;
import org.africai.server.login.Presented;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/xapi/users`: who has an account. Users see each other unless the site property
/// `restrictUserListAccessToAdmins` is set; administrators make and change them.
@RestController
@RequestMapping("/xapi/users")
final class UserRoutes {
    private final Accounts accounts;
    private final Registrations registrations;

    UserRoutes(Accounts accounts, Registrations registrations) {
        this.accounts = accounts;
        this.registrations = registrations;
    }

    @GetMapping
    ResponseEntity<List<String>> logins(HttpServletRequest request) {
        return JsonAnswer.of(
                accounts.list(Callers.of(request)).stream().map(Account::login).toList());
    }

    @GetMapping("/profiles")
    ResponseEntity<List<UserJson>> profiles(HttpServletRequest request) {
        return JsonAnswer.of(
                accounts.list(Callers.of(request)).stream().map(UserJson::of).toList());
    }

    @GetMapping({"/profile", "/current"})
    ResponseEntity<UserJson> self(HttpServletRequest request) {
        return profile(request, Callers.of(request).login());
    }

    @GetMapping({"/{login}", "/profile/{login}"})
    ResponseEntity<UserJson> profile(HttpServletRequest request, @PathVariable String login) {
        return JsonAnswer.of(UserJson.of(accounts.find(Callers.of(request), login)));
    }

    /// The caller's login as text; `guest` for a guest.
    @GetMapping("/username")
    String username(HttpServletRequest request) {
        return Callers.of(request).login();
    }

    /// Makes a user; a guest makes one for themselves, where the site lets them.
    @PostMapping
    ResponseEntity<UserJson> create(HttpServletRequest request, @RequestBody UserBody user) {
        Caller caller = Callers.of(request);
        Account made =
                caller.isGuest()
                        ? register(request, user)
                        : accounts.create(
                                caller, means(request), user.newAccount(), user.password());
        return ResponseEntity.status(HttpStatus.CREATED)
                .contentType(JsonAnswer.TYPE)
                .body(UserJson.of(made));
    }

    private Account register(HttpServletRequest request, UserBody user) {
        NewAccount wanted = user.newAccount();
        return registrations.register(
                wanted.login(),
                wanted.firstName(),
                wanted.lastName(),
                wanted.email(),
                user.password() == null ? "" : user.password(),
                LoginDesk.address(request));
    }

    /// Changes names, e-mail address and password; administrators also whether it is in use.
    @PutMapping("/{login}")
    ResponseEntity<UserJson> change(
            HttpServletRequest request, @PathVariable String login, @RequestBody UserBody user) {
        return changed(request, login, user.change(login));
    }

    @GetMapping("/{login}/enabled")
    ResponseEntity<Boolean> isEnabled(HttpServletRequest request, @PathVariable String login) {
        return JsonAnswer.of(accounts.find(Callers.of(request), login).isEnabled());
    }

    @PutMapping("/{login}/enabled/{flag}")
    ResponseEntity<Boolean> setEnabled(
            HttpServletRequest request, @PathVariable String login, @PathVariable String flag) {
        changed(request, login, AccountChange.enabled(parse(flag)));
        return JsonAnswer.of(true);
    }

    @GetMapping("/{login}/verified")
    ResponseEntity<Boolean> isVerified(HttpServletRequest request, @PathVariable String login) {
        return JsonAnswer.of(accounts.find(Callers.of(request), login).isVerified());
    }

    @PutMapping("/{login}/verified/{flag}")
    ResponseEntity<Boolean> setVerified(
            HttpServletRequest request, @PathVariable String login, @PathVariable String flag) {
        changed(request, login, AccountChange.verified(parse(flag)));
        return JsonAnswer.of(true);
    }

    /// How many logins each user has at this moment.
    @GetMapping("/active")
    ResponseEntity<Map<String, Map<String, Long>>> active(HttpServletRequest request) {
        Map<String, Map<String, Long>> active = new TreeMap<>();
        accounts.activeLogins(Callers.of(request))
                .forEach((login, count) -> active.put(login, Map.of("sessions", count)));
        return JsonAnswer.of(active);
    }

    /// Ends every login of the user and answers with their ids.
    @DeleteMapping("/active/{login}")
    ResponseEntity<List<String>> logOut(HttpServletRequest request, @PathVariable String login) {
        return JsonAnswer.of(accounts.logOut(Callers.of(request), login));
    }

    private ResponseEntity<UserJson> changed(
            HttpServletRequest request, String login, AccountChange change) {
        Caller caller = Callers.of(request);
        return JsonAnswer.of(UserJson.of(accounts.change(caller, means(request), login, change)));
    }

    private static Means means(HttpServletRequest request) {
        return Presented.by(request).means();
    }

    private static boolean parse(String flag) {
        return switch (flag) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid("'" + flag + "' is neither true nor false.");
        };
    }
}
