package org.africai.server.accounts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Reach;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/// The accounts of this server. There is always an administrator who can log in: the last one can
/// be neither disabled nor demoted.
public final class Accounts {
    private final AccountTable accounts;
    private final Logins logins;
    private final AliasTokenTable tokens;
    private final Authentication authentication;
    private final PasswordRules rules = new PasswordRules();
    private final Access access;
    private final SiteSettings settings;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    public Accounts(
            AccountTable accounts,
            Logins logins,
            AliasTokenTable tokens,
            Authentication authentication,
            Access access,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.logins = logins;
        this.tokens = tokens;
        this.authentication = authentication;
        this.access = access;
        this.settings = settings;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// The account with this login, for other features: no rule is asked.
    public Optional<Account> named(String login) {
        return accounts.find(login);
    }

    /// Every account, by login.
    public List<Account> list(Caller caller) {
        requireToSeeOthers(caller);
        return accounts.all();
    }

    /// One account, as its owner, an administrator or another user may see it.
    public Account find(Caller caller, String login) {
        access.requireLogin(caller);
        if (!isOwner(caller, login)) {
            requireToSeeOthers(caller);
        }
        return account(login);
    }

    /// How many logins each account has at this moment, by login; those without any are left out.
    public Map<String, Long> activeLogins(Caller caller) {
        access.requireSiteAdmin(caller);
        return logins.countByAccount();
    }

    /// The groups of the projects in which the account has a role, as XNAT names them:
    /// `PROJECT_owner`, and that of its reach.
    public List<String> groups(Caller caller, String login) {
        access.requireLogin(caller);
        if (!isOwner(caller, login)) {
            access.requireSiteAdmin(caller);
        }
        Account account = account(login);
        List<String> groups = new ArrayList<>(accounts.groups(account.key()));
        if (account.reach() != Reach.ROLES) {
            groups.add(account.reach().group());
        }
        return groups;
    }

    /// Refuses everybody but site administrators.
    public void requireAdministrator(Caller caller) {
        access.requireSiteAdmin(caller);
    }

    /// Makes an account.
    ///
    /// @param password absent for one that cannot log in with a password yet
    public Account create(
            Caller caller, Means means, NewAccount account, @Nullable String password) {
        access.requireSiteAdmin(caller);
        requireNotByToken(means);
        String login = account.login().value();
        if (accounts.find(login).isPresent()) {
            throw taken(login);
        }
        @Nullable String hash = password == null ? null : newHash(login, password);
        return transactions.run(() -> {
            Account made =
                    accounts.insert(account, hash, clock.instant()).orElseThrow(() -> taken(login));
            audit.record(caller, Action.CREATED, "account", made.login(), null);
            return made;
        });
    }

    /// Changes an account. A new password, disabling and taking away the administrator's rights end
    /// its logins and tokens.
    public Account change(Caller caller, Means means, String login, AccountChange change) {
        requireMayChange(caller, login, change);
        if (change.password() != null) {
            requireNotByToken(means);
        }
        Account before = account(login);
        @Nullable String hash =
                change.password() == null ? null : newHash(before.login(), change.password());
        return transactions.run(() -> {
            Account after = change.appliedTo(account(login));
            requireAnAdministrator(after);
            Instant now = clock.instant();
            accounts.update(after, now);
            if (hash != null) {
                accounts.setPassword(after.key(), hash, now);
            }
            if (hash != null || !after.mayLogIn() || isDemotion(before, after)) {
                logins.closeAll(after);
                tokens.deleteAll(after.key());
            }
            audit.record(caller, Action.CHANGED, "account", after.login(), null);
            return after;
        });
    }

    /// Ends every login of an account.
    ///
    /// @return the id of each, which is worth nothing any more; of logins that were not used since
    ///   this server started the SHA-256 of it, in hexadecimal: the database has no ids
    public List<String> logOut(Caller caller, String login) {
        access.requireLogin(caller);
        if (!isOwner(caller, login)) {
            access.requireSiteAdmin(caller);
        }
        Account account = account(login);
        return transactions.run(() -> {
            audit.record(caller, Action.LOGGED_OUT, "account", account.login(), null);
            return logins.closeAll(account);
        });
    }

    private Account account(String login) {
        return accounts.find(login)
                .orElseThrow(() -> Refusal.notFound("There is no user '" + login + "'."));
    }

    private String newHash(String login, String password) {
        rules.require(login, password);
        return authentication.hash(password);
    }

    private void requireMayChange(Caller caller, String login, AccountChange change) {
        access.requireLogin(caller);
        if (!isOwner(caller, login) || change.isForAdministrators()) {
            access.requireSiteAdmin(caller);
        }
    }

    private void requireToSeeOthers(Caller caller) {
        access.requireLogin(caller);
        if (settings.get(SiteProperties.RESTRICT_USER_LIST)) {
            access.requireSiteAdmin(caller);
        }
    }

    private void requireAnAdministrator(Account changed) {
        List<Long> administrators = accounts.lockAdministrators();
        boolean remainsOne = changed.isSiteAdmin() && changed.mayLogIn();
        if (!remainsOne && administrators.equals(List.of(changed.key()))) {
            throw Refusal.conflict(
                    "'" + changed.login() + "' is the last administrator. Make another one first.");
        }
    }

    private static void requireNotByToken(Means means) {
        if (means == Means.TOKEN) {
            throw Refusal.forbidden(
                    "With an alias token nobody can set a password. Log in with a password.");
        }
    }

    private static boolean isDemotion(Account before, Account after) {
        return before.isSiteAdmin() && !after.isSiteAdmin();
    }

    private static boolean isOwner(Caller caller, String login) {
        return caller.login().equalsIgnoreCase(login);
    }

    private static Refusal taken(String login) {
        return Refusal.conflict("There is a user '" + login + "' already.");
    }
}
