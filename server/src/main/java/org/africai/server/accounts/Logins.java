package org.africai.server.accounts;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;

/// Logins: what a JSESSIONID stands for. One ends when it is not used for a while (site setting
/// `sessionTimeout`), after seven days however much it is used, when its owner logs out, and when
/// its account is disabled or gets another password.
public final class Logins {
    private static final Duration LONGEST = Duration.ofDays(7);

    /// How exactly use is noted: once in this time. Idle logins live that much longer.
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final LoginTable logins;
    private final AccountTable accounts;
    private final SiteSettings settings;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;
    private final RecentIds recent = new RecentIds();
    private final AtomicReference<Instant> sweptAt = new AtomicReference<>(Instant.EPOCH);

    public Logins(
            LoginTable logins,
            AccountTable accounts,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        this.logins = logins;
        this.accounts = accounts;
        this.settings = settings;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /// How long a login lives without use.
    public Duration idleTimeout() {
        return settings.get(SiteProperties.SESSION_TIMEOUT);
    }

    /// Begins a login for who proved to own an account. Its id is always a new one.
    public LoginId open(Verdict.Right who) {
        sweep();
        LoginId id = LoginId.random(random);
        Instant now = clock.instant();
        Account account = who.account();
        transactions.run(() -> {
            logins.insert(id.hash(), account.key(), who.alias(), now);
            accounts.loggedIn(account.key(), now);
            audit.record(account.caller(), Action.LOGGED_IN, "account", account.login(), null);
        });
        recent.add(id);
        return id;
    }

    /// Begins a guest's login, which gives no rights.
    public LoginId openForGuest() {
        sweep();
        LoginId id = LoginId.random(random);
        logins.insert(id.hash(), null, null, clock.instant());
        return id;
    }

    /// The login with this id, unless it has ended; notes that it is in use.
    public Optional<ActiveLogin> find(LoginId id) {
        Instant now = clock.instant();
        return logins.find(id.hash(), usedAfter(now), now.minus(LONGEST), now)
                .filter(found -> found.account() == null || found.account().mayLogIn())
                .map(found -> {
                    if (found.usedAt().isBefore(now.minus(NOTED_EVERY))) {
                        logins.touch(id.hash(), now);
                    }
                    if (found.account() != null) {
                        recent.add(id);
                    }
                    return new ActiveLogin(found.account(), found.alias());
                });
    }

    /// Ends the login, if it has not ended.
    public void close(LoginId id) {
        Optional<ActiveLogin> active = find(id);
        recent.forget(id);
        transactions.run(() -> {
            logins.delete(id.hash());
            active.map(ActiveLogin::caller)
                    .filter(caller -> !caller.isGuest())
                    .ifPresent(this::recordLogout);
        });
    }

    /// Ends every login of the account; part of the transaction that takes away the right to them.
    ///
    /// @return the id of each one that this server has seen since its start; of the others the
    ///   SHA-256 of it, in hexadecimal
    List<String> closeAll(Account account) {
        return logins.deleteAll(account.key()).stream().map(recent::ended).toList();
    }

    /// How many logins each account has that have not ended, by login name.
    Map<String, Long> countByAccount() {
        Instant now = clock.instant();
        return logins.countByAccount(usedAfter(now), now.minus(LONGEST));
    }

    private void recordLogout(Caller caller) {
        audit.record(caller, Action.LOGGED_OUT, "account", caller.login(), null);
    }

    private Instant usedAfter(Instant now) {
        return now.minus(idleTimeout()).minus(NOTED_EVERY);
    }

    /// Deletes rows of logins that have ended, once a minute at most.
    private void sweep() {
        Instant now = clock.instant();
        Instant last = sweptAt.get();
        if (last.plus(NOTED_EVERY).isBefore(now) && sweptAt.compareAndSet(last, now)) {
            logins.deleteEnded(usedAfter(now), now.minus(LONGEST));
        }
    }
}
