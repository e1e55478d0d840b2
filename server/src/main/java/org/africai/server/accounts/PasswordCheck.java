package org.africai.server.accounts;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.africai.server.http.Refusal;

/// Checks passwords, slowly enough for those who guess and quickly for those who know.
///
/// Nothing locks an account. Guessing is slowed for the name *as tried from one block of
/// addresses*, so the owner gets in from elsewhere; and, more gently, for the block whatever the
/// name. A password that was found right or wrong a moment ago is neither checked nor counted
/// again: a program that keeps sending an old one does not keep others from trying. Requests that
/// bring the same password at the same time share one check. For a name that is not there a hash of
/// nobody is checked, so the answer takes as long.
final class PasswordCheck {
    static final int MAX_PASSWORD_CHARACTERS = 1_024;

    /// With the doubling wait after them, ten checks in the first minute and one in each later.
    private static final int FREE_OF_A_NAME = 5;

    private static final Duration LONGEST_WAIT_OF_A_NAME = Duration.ofMinutes(1);
    private static final int FREE_OF_A_BLOCK = 100;
    private static final Duration LONGEST_WAIT_OF_A_BLOCK = Duration.ofSeconds(2);

    private static final Duration WAIT_WHEN_BUSY = Duration.ofSeconds(2);

    private final AccountTable accounts;
    private final PasswordHashes hashes;
    private final HashingThreads threads;
    private final CredentialDigests digests;
    private final RecentDigests right;
    private final RecentDigests wrong;
    private final Attempts byName;
    private final Attempts byBlock;
    private final ConcurrentMap<String, CompletableFuture<Verdict>> underWay =
            new ConcurrentHashMap<>();

    PasswordCheck(
            AccountTable accounts,
            PasswordHashes hashes,
            HashingThreads threads,
            CredentialDigests digests,
            Clock clock) {
        this.accounts = accounts;
        this.hashes = hashes;
        this.threads = threads;
        this.digests = digests;
        this.right = new RecentDigests(clock);
        this.wrong = new RecentDigests(clock);
        this.byName = new Attempts(clock, FREE_OF_A_NAME, LONGEST_WAIT_OF_A_NAME);
        this.byBlock = new Attempts(clock, FREE_OF_A_BLOCK, LONGEST_WAIT_OF_A_BLOCK);
    }

    /// @param from the address of the one who asks
    Verdict check(String login, String password, InetAddress from) {
        if (password.isEmpty() || password.length() > MAX_PASSWORD_CHARACTERS) {
            return new Verdict.Wrong(false);
        }
        Optional<AccountTable.Credentials> known = accounts.credentials(login);
        String hash = known.map(AccountTable.Credentials::passwordHash).orElse(hashes.ofNobody());
        String name = login.toLowerCase(Locale.ROOT);
        String digest = digests.of(name, hash, password);
        if (wrong.has(digest)) {
            return new Verdict.Wrong(true);
        }
        if (known.isPresent() && right.has(digest)) {
            return verdict(known.get().account());
        }
        return onceAtATime(digest, () -> verify(name, password, hash, digest, known, from));
    }

    private Verdict onceAtATime(String digest, Supplier<Verdict> verification) {
        var mine = new CompletableFuture<Verdict>();
        CompletableFuture<Verdict> others = underWay.putIfAbsent(digest, mine);
        if (others != null) {
            return others.join();
        }
        try {
            Verdict verdict = verification.get();
            mine.complete(verdict);
            return verdict;
        } finally {
            underWay.remove(digest, mine);
            mine.complete(new Verdict.TooSoon(WAIT_WHEN_BUSY)); // only when the check failed
        }
    }

    private Verdict verify(
            String name,
            String password,
            String hash,
            String digest,
            Optional<AccountTable.Credentials> known,
            InetAddress from) {
        String block = AddressBlock.of(from);
        String nameFromBlock = name + '\n' + block;
        Duration wait = begin(nameFromBlock, block);
        if (wait.isPositive()) {
            return new Verdict.TooSoon(wait);
        }
        boolean matches;
        try {
            matches = threads.run(() -> hashes.matches(password, hash));
        } catch (Refusal tooMany) {
            byName.withdraw(nameFromBlock);
            byBlock.withdraw(block);
            return new Verdict.TooSoon(WAIT_WHEN_BUSY);
        }
        if (!matches || known.isEmpty()) {
            wrong.add(digest);
            return new Verdict.Wrong(false);
        }
        Verdict verdict = verdict(known.get().account());
        if (verdict instanceof Verdict.Right) {
            byName.succeeded(nameFromBlock);
            byBlock.withdraw(block);
            right.add(digest);
        }
        return verdict;
    }

    private Duration begin(String nameFromBlock, String block) {
        Duration wait = byName.begin(nameFromBlock);
        if (wait.isPositive()) {
            return wait;
        }
        Duration waitOfBlock = byBlock.begin(block);
        if (waitOfBlock.isPositive()) {
            byName.withdraw(nameFromBlock);
        }
        return waitOfBlock;
    }

    private static Verdict verdict(Account account) {
        return account.mayLogIn() ? new Verdict.Right(account, null) : new Verdict.Wrong(false);
    }
}
