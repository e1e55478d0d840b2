package org.africai.server.accounts;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;

/// Accounts that people make for themselves, where the site property `userRegistration` lets them.
///
/// This server sends no mail. With `emailVerification`, which is the default, such an account
/// cannot log in until an administrator has verified it (`/xapi/users/LOGIN/verified/true`);
/// without it, the account works at once, and its address proves nothing.
public final class Registrations {
    /// Accounts that wait to be verified at most.
    static final int MAX_WAITING = 1_000;

    private static final int FREE_OF_A_BLOCK = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;:]+@[^\\s@<>\",;:]+");

    private final AccountTable accounts;
    private final Authentication authentication;
    private final AccountCodes codes;
    private final PasswordRules rules = new PasswordRules();
    private final SiteSettings settings;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Attempts byBlock;

    public Registrations(
            AccountTable accounts,
            Authentication authentication,
            AccountCodes codes,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.authentication = authentication;
        this.codes = codes;
        this.settings = settings;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.byBlock = new Attempts(clock, FREE_OF_A_BLOCK, LONGEST_WAIT);
    }

    /// Makes an account without any role.
    ///
    /// @param from the address of who asks; one that asks again and again has to wait
    /// @throws Refusal when the site has no registration, the login is taken, the e-mail address is
    ///   none, the password is too easy, or too many wait already
    public Account register(
            LoginName login,
            String firstName,
            String lastName,
            String email,
            String password,
            InetAddress from) {
        if (!settings.get(SiteProperties.USER_REGISTRATION)) {
            throw new Refusal(
                    Reason.UNAUTHENTICATED, "On this site administrators make accounts. Log in.");
        }
        requireEmail(email);
        rules.require(login.value(), password);
        requirePatience(from);
        boolean isVerified = !settings.get(SiteProperties.EMAIL_VERIFICATION);
        var wanted = new NewAccount(login, firstName, lastName, email, false, true, isVerified);
        requireFree(login);
        String hash = authentication.hash(password);
        return transactions.run(() -> {
            Account made =
                    accounts.insert(wanted, hash, clock.instant()).orElseThrow(() -> taken(login));
            audit.record(Caller.GUEST, Action.CREATED, "account", made.login(), null);
            if (!isVerified) {
                codes.verify(made);
            }
            return made;
        });
    }

    private void requireFree(LoginName login) {
        if (accounts.find(login.value()).isPresent()) {
            throw taken(login);
        }
        if (accounts.unverified() >= MAX_WAITING) {
            throw new Refusal(
                    Reason.BUSY,
                    MAX_WAITING + " accounts wait to be verified. Ask an administrator.");
        }
    }

    private void requirePatience(InetAddress from) {
        Duration wait = byBlock.begin(AddressBlock.of(from));
        if (wait.isPositive()) {
            throw Refusal.tooSoon("Too many accounts were made from your address.", wait);
        }
    }

    private static void requireEmail(String email) {
        if (!EMAIL.matcher(email).matches()) {
            throw Refusal.invalid("An account needs an e-mail address, such as NAME@example.org.");
        }
    }

    private static Refusal taken(LoginName login) {
        return Refusal.conflict("There is a user '" + login.value() + "' already.");
    }
}
