package org.africai.server.accounts;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.server.mail.Mails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Codes that are mailed to the address of an account and work once: to prove that the address is
/// the account's, and to choose another password.
///
/// Who asks for one is told the same whether there is such an account or not, and as fast: what is
/// to be done for it is done after the answer.
public final class AccountCodes implements AutoCloseable {
    /// How long a code to choose a password holds.
    public static final Duration PASSWORD_CODE = Duration.ofHours(1);

    /// How long a code to prove an address holds.
    public static final Duration VERIFY_CODE = Duration.ofDays(3);

    /// Codes of an account that hold at one time.
    static final int MAX_CODES = 3;

    /// Accounts that may have one address.
    static final int MAX_ACCOUNTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(AccountCodes.class);
    private static final int CODE_BYTES = 24;
    private static final int FREE_OF_A_BLOCK = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final AccountTable accounts;
    private final AccountCodeTable codes;
    private final Logins logins;
    private final AliasTokenTable tokens;
    private final Authentication authentication;
    private final PasswordRules rules = new PasswordRules();
    private final Mails mails;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;
    private final Attempts byBlock;
    private final ExecutorService later = Executors.newVirtualThreadPerTaskExecutor();

    public AccountCodes(
            AccountTable accounts,
            AccountCodeTable codes,
            Logins logins,
            AliasTokenTable tokens,
            Authentication authentication,
            Mails mails,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        this.accounts = accounts;
        this.codes = codes;
        this.logins = logins;
        this.tokens = tokens;
        this.authentication = authentication;
        this.mails = mails;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.byBlock = new Attempts(clock, FREE_OF_A_BLOCK, LONGEST_WAIT);
    }

    private enum Purpose {
        VERIFY,
        PASSWORD;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Mails a code to prove the address of a new account; part of the caller's transaction.
    void verify(Account account) {
        mail(account, Purpose.VERIFY);
    }

    /// Mails codes to choose another password to the accounts with this address, if there are any;
    /// to those whose address is not proved yet, codes to prove it.
    ///
    /// @param from the address of who asks; one that asks again and again has to wait
    /// @throws Refusal when the site sends no mail, or they have to wait
    public void forgotten(String email, InetAddress from) {
        if (!mails.areSent()) {
            throw Refusal.notFound("This site sends no mail. Ask the people who run it.");
        }
        Duration wait = byBlock.begin(AddressBlock.of(from));
        if (wait.isPositive()) {
            throw Refusal.tooSoon("Too many mails were asked for from your address.", wait);
        }
        later.execute(() -> mailAll(email.strip()));
    }

    private void mailAll(String email) {
        try {
            transactions.run(() -> {
                codes.deleteExpired(clock.instant());
                accounts.withEmail(email, MAX_ACCOUNTS).forEach(this::mailOne);
            });
        } catch (RuntimeException failure) {
            LOG.error("no code was mailed", failure);
        }
    }

    private void mailOne(Account account) {
        if (account.isEnabled()) {
            mail(account, account.isVerified() ? Purpose.PASSWORD : Purpose.VERIFY);
        }
    }

    private void mail(Account account, Purpose purpose) {
        Instant now = clock.instant();
        if (!mails.areSent() || codes.count(account.key(), purpose.word(), now) >= MAX_CODES) {
            return;
        }
        String code = newCode();
        Duration holds = purpose == Purpose.VERIFY ? VERIFY_CODE : PASSWORD_CODE;
        codes.insert(SecretDigest.of(code), account.key(), purpose.word(), now, now.plus(holds));
        switch (purpose) {
            case VERIFY ->
                    mails.send(
                            account.email(),
                            "Is this your address?",
                            """
                            Somebody made the account %s with this address. If it was you, open

                            %s

                            within three days. Otherwise do nothing: the account stays unusable.
                            """
                                    .formatted(
                                            account.login(),
                                            mails.link("/account/verify?code=" + code)));
            case PASSWORD ->
                    mails.send(
                            account.email(),
                            "Choose a new password",
                            """
                            Somebody asked for a new password for the account %s. If it was you,
                            open

                            %s

                            within an hour. Otherwise do nothing: the password stays as it is.
                            """
                                    .formatted(
                                            account.login(),
                                            mails.link("/account/password?code=" + code)));
        }
    }

    /// Notes that the address of the code's account is the account's.
    ///
    /// @throws Refusal when the code was used, has expired or never was
    public void verify(String code) {
        transactions.run(() -> {
            Instant now = clock.instant();
            Account account = used(code, Purpose.VERIFY, now);
            accounts.update(AccountChange.verified(true).appliedTo(account), now);
            audit.record(Caller.GUEST, Action.CHANGED, "account", account.login(), null);
        });
    }

    /// Gives the code's account another password. Its logins and tokens end.
    ///
    /// @throws Refusal when the code was used, has expired or never was, or the password is too
    ///   easy; the code holds on then
    public void setPassword(String code, String password) {
        Instant now = clock.instant();
        Account known =
                codes.find(SecretDigest.of(code), Purpose.PASSWORD.word(), now)
                        .flatMap(accounts::find)
                        .orElseThrow(AccountCodes::unknown);
        rules.require(known.login(), password);
        String hash = authentication.hash(password);
        transactions.run(() -> {
            Account account = used(code, Purpose.PASSWORD, now);
            accounts.setPassword(account.key(), hash, now);
            logins.closeAll(account);
            tokens.deleteAll(account.key());
            audit.record(Caller.GUEST, Action.CHANGED, "account", account.login(), null);
        });
    }

    private Account used(String code, Purpose purpose, Instant now) {
        return codes.use(SecretDigest.of(code), purpose.word(), now)
                .flatMap(accounts::find)
                .filter(Account::isEnabled)
                .orElseThrow(AccountCodes::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound(
                "This code was used already, has expired, or never was. Ask for another one.");
    }

    private String newCode() {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        later.close();
    }
}
