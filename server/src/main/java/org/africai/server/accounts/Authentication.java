package org.africai.server.accounts;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit;
import org.africai.server.audit.Audit.Action;

/// Says whether a name and a secret are somebody's: an account's login and password, or an alias
/// token's name and secret.
public final class Authentication implements AutoCloseable {
    private final AccountTable accounts;
    private final AliasTokens tokens;
    private final PasswordHashes hashes;
    private final HashingThreads threads = new HashingThreads();
    private final PasswordCheck passwords;
    private final Audit audit;

    public Authentication(
            AccountTable accounts,
            AliasTokens tokens,
            Audit audit,
            Clock clock,
            SecureRandom random) {
        this(accounts, tokens, audit, clock, random, new PasswordHashes(random));
    }

    Authentication(
            AccountTable accounts,
            AliasTokens tokens,
            Audit audit,
            Clock clock,
            SecureRandom random,
            PasswordHashes hashes) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.audit = audit;
        this.hashes = hashes;
        this.passwords =
                new PasswordCheck(accounts, hashes, threads, new CredentialDigests(random), clock);
    }

    /// Checks them, which takes about half a second for a password that was not right lately.
    ///
    /// @param name a login or an alias
    /// @param from the address they came from
    public Verdict check(String name, String secret, InetAddress from) {
        if (Alias.isShapedLike(name)) {
            return tokens.check(name, secret);
        }
        Verdict verdict = passwords.check(name, secret, from);
        if (verdict instanceof Verdict.Wrong(boolean isRepeated) && !isRepeated) {
            recordRefusal(name);
        }
        return verdict;
    }

    /// The hash to store for a password.
    String hash(String password) {
        return threads.run(() -> hashes.hash(password));
    }

    /// People type passwords where the name belongs, so only names that exist are noted.
    private void recordRefusal(String name) {
        accounts.find(name)
                .ifPresent(account ->
                        audit.record(
                                Caller.GUEST,
                                Action.LOGIN_REFUSED,
                                "account",
                                account.login(),
                                null));
    }

    @Override
    public void close() {
        threads.close();
    }
}
