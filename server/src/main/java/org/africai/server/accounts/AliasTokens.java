package org.africai.server.accounts;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.server.site.SiteProperties;
import org.africai.server.site.SiteSettings;

/// Alias tokens. One has the rights of its account and ends by itself (site setting
/// `aliasTokenTimeout`), when it is invalidated, when its account is disabled, and when its account
/// gets another password.
public final class AliasTokens {
    /// Valid tokens that one account has at most.
    static final int MAX_OF_ACCOUNT = 1_000;

    private static final int SECRET_BYTES = 32;
    private static final byte[] HASH_OF_NOBODY = new byte[32];

    private final AliasTokenTable tokens;
    private final AccountTable accounts;
    private final SiteSettings settings;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;

    public AliasTokens(
            AliasTokenTable tokens,
            AccountTable accounts,
            SiteSettings settings,
            Transactions transactions,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.settings = settings;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /// Makes a token for an account: the caller's own or, by an administrator, another's.
    ///
    /// @throws Refusal when the caller has only a token: tokens that beget tokens would never end
    public IssuedToken issue(Caller caller, Means means, String owner) {
        requireOwnerOrAdmin(caller, owner);
        if (means == Means.TOKEN) {
            throw Refusal.forbidden(
                    "With an alias token nobody can make another. Log in with a password.");
        }
        Account account = account(owner);
        Instant now = clock.instant();
        var token =
                new AliasToken(
                        newAlias(),
                        account.login(),
                        now,
                        now.plus(settings.get(SiteProperties.ALIAS_TOKEN_TIMEOUT)));
        String secret = newSecret();
        transactions.run(() -> {
            tokens.deleteExpired(now);
            if (tokens.ofAccount(account.key(), now).size() >= MAX_OF_ACCOUNT) {
                throw new Refusal(
                        Refusal.Reason.TOO_MANY_REQUESTS,
                        "There are %s tokens for '%s' already. Invalidate some first."
                                .formatted(MAX_OF_ACCOUNT, account.login()));
            }
            tokens.insert(token, SecretDigest.of(secret), account.key());
            audit.record(caller, Action.CREATED, "token", token.alias(), null);
        });
        return new IssuedToken(token, secret);
    }

    /// The valid tokens of an account, without their secrets.
    public List<AliasToken> list(Caller caller, String owner) {
        requireOwnerOrAdmin(caller, owner);
        return tokens.ofAccount(account(owner).key(), clock.instant());
    }

    /// Ends a token, at once and with it the logins that were opened with it. What is no token any
    /// more is no mistake.
    ///
    /// @throws Refusal when it is somebody else's
    public void invalidate(Caller caller, String alias) {
        requireNoGuest(caller);
        Optional<Account> owner =
                tokens.credentials(alias, clock.instant())
                        .map(AliasTokenTable.Credentials::account);
        owner.ifPresent(account -> requireOwnerOrAdmin(caller, account.login()));
        transactions.run(() -> {
            if (tokens.delete(alias)) {
                audit.record(caller, Action.DELETED, "token", alias, null);
            }
        });
    }

    /// Whose a token is, if `secret` is its secret.
    public Optional<Account> owner(Caller caller, String alias, String secret) {
        requireNoGuest(caller);
        return check(alias, secret) instanceof Verdict.Right right
                ? Optional.of(right.account())
                : Optional.empty();
    }

    Verdict check(String alias, String secret) {
        Optional<AliasTokenTable.Credentials> known = tokens.credentials(alias, clock.instant());
        byte[] wanted =
                known.map(AliasTokenTable.Credentials::secretHash)
                        .map(HexFormat.of()::parseHex)
                        .orElse(HASH_OF_NOBODY);
        boolean matches = MessageDigest.isEqual(wanted, SecretDigest.of(secret));
        if (!matches || known.isEmpty() || !known.get().account().mayLogIn()) {
            return new Verdict.Wrong(false);
        }
        return new Verdict.Right(known.get().account(), alias);
    }

    private void requireOwnerOrAdmin(Caller caller, String owner) {
        requireNoGuest(caller);
        if (!caller.login().equalsIgnoreCase(owner) && !caller.isSiteAdmin()) {
            throw Refusal.forbidden("Only a site administrator may use the tokens of others.");
        }
    }

    /// XNAT says 403 here, not 401.
    private static void requireNoGuest(Caller caller) {
        if (caller.isGuest()) {
            throw Refusal.forbidden("A guest has no tokens. Log in first.");
        }
    }

    private Account account(String login) {
        return accounts.find(login)
                .orElseThrow(() -> Refusal.notFound("There is no user '" + login + "'."));
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A random UUID (RFC 9562 §5.4) from our own source of randomness.
    private String newAlias() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        String hex = HexFormat.of().formatHex(bytes);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }
}
