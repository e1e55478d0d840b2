package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.africai.server.db.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PasswordCheckTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();

    private static final String RIGHT = "wonderland tea party";

    private final SettableClock clock = new SettableClock();
    private final SecureRandom random = new SecureRandom();
    private final PasswordHashes hashes = new PasswordHashes(1_000, random);
    private final HashingThreads threads = new HashingThreads();
    private final AccountTable accounts = new AccountTable(database.sql());
    private final PasswordCheck check =
            new PasswordCheck(accounts, hashes, threads, new CredentialDigests(random), clock);

    @BeforeEach
    void alice() {
        database.sql().of("delete from account").update();
        insert(NewAccount.enabled(new LoginName("alice")));
    }

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void a_right_password_is_right_whatever_the_case_of_the_name() {
        assertThat(check.check("ALICE", RIGHT, here())).isInstanceOf(Verdict.Right.class);
    }

    @Test
    void an_unknown_name_costs_the_same_hashing_as_a_known_one() {
        check.check("alice", "wrong one", here());
        long ofKnown = threads.taken();
        Verdict verdict = check.check("nobody", "wrong one", here());

        assertThat(verdict).isEqualTo(new Verdict.Wrong(false));
        assertThat(threads.taken() - ofKnown).isEqualTo(ofKnown);
    }

    @Test
    void a_right_password_is_hashed_once_in_five_minutes() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(check.check("alice", RIGHT, here())).isInstanceOf(Verdict.Right.class);
        }
        assertThat(threads.taken()).isEqualTo(1);

        clock.pass(RecentDigests.KEPT);
        check.check("alice", RIGHT, here());
        assertThat(threads.taken()).isEqualTo(2);
    }

    @Test
    void a_thousand_guesses_cost_ten_checks_in_a_minute_and_the_owner_enters_from_elsewhere() {
        int tooSoon = 0;
        for (int i = 0; i < 1_000; i++) {
            if (check.check("alice", "guess " + i, here()) instanceof Verdict.TooSoon) {
                tooSoon++;
            }
            clock.pass(Duration.ofMillis(60));
        }

        assertThat(threads.taken()).isLessThanOrEqualTo(10);
        assertThat(tooSoon).isEqualTo(1_000 - (int) threads.taken());
        assertThat(check.check("alice", RIGHT, here())).isInstanceOf(Verdict.TooSoon.class);
        assertThat(check.check("alice", RIGHT, elsewhere())).isInstanceOf(Verdict.Right.class);
    }

    @Test
    void who_is_remembered_is_not_kept_out_by_a_neighbour_who_guesses() {
        check.check("alice", RIGHT, here());
        for (int i = 0; i < 20; i++) {
            check.check("alice", "guess " + i, here());
        }

        assertThat(check.check("alice", RIGHT, here())).isInstanceOf(Verdict.Right.class);
    }

    @Test
    void a_program_that_repeats_an_old_password_keeps_nobody_out() {
        check.check("alice", "the one of last year", here());
        for (int i = 0; i < 100; i++) {
            assertThat(check.check("alice", "the one of last year", here()))
                    .isEqualTo(new Verdict.Wrong(true));
        }

        assertThat(threads.taken()).isEqualTo(1);
        assertThat(check.check("alice", RIGHT, here())).isInstanceOf(Verdict.Right.class);
    }

    @Test
    void who_tries_many_names_is_slowed_as_well() {
        int tooSoon = 0;
        for (int i = 0; i < 200; i++) {
            if (check.check("name" + i, "same guess", here()) instanceof Verdict.TooSoon) {
                tooSoon++;
            }
        }

        assertThat(tooSoon).isEqualTo(100);
    }

    @Test
    void many_requests_with_one_password_share_one_check() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var verdicts = new ArrayList<Future<Verdict>>();
            for (int i = 0; i < 100; i++) {
                verdicts.add(callers.submit(() -> check.check("alice", RIGHT, here())));
            }
            for (Future<Verdict> verdict : verdicts) {
                assertThat(verdict.get()).isInstanceOf(Verdict.Right.class);
            }
        }
        assertThat(threads.taken()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_changed_password_is_wrong_at_once_though_it_was_remembered() {
        check.check("alice", RIGHT, here());
        long key = accounts.find("alice").orElseThrow().key();

        accounts.setPassword(key, hashes.hash("another tea party"), clock.instant());

        assertThat(check.check("alice", RIGHT, here())).isEqualTo(new Verdict.Wrong(false));
        assertThat(check.check("alice", "another tea party", here()))
                .isInstanceOf(Verdict.Right.class);
    }

    @Test
    void a_disabled_or_unverified_account_is_wrong_though_its_password_is_remembered() {
        check.check("alice", RIGHT, here());
        Account alice = accounts.find("alice").orElseThrow();

        accounts.update(AccountChange.enabled(false).appliedTo(alice), clock.instant());
        assertThat(check.check("alice", RIGHT, here())).isInstanceOf(Verdict.Wrong.class);
        accounts.update(AccountChange.verified(false).appliedTo(alice), clock.instant());
        assertThat(check.check("alice", RIGHT, here())).isInstanceOf(Verdict.Wrong.class);
        accounts.update(alice, clock.instant());
        assertThat(check.check("alice", RIGHT, here())).isInstanceOf(Verdict.Right.class);
    }

    @Test
    void an_account_without_a_password_lets_nobody_in() {
        accounts.insert(NewAccount.enabled(new LoginName("robot")), null, clock.instant());

        assertThat(check.check("robot", "", here())).isInstanceOf(Verdict.Wrong.class);
        assertThat(check.check("robot", "null", here())).isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void an_absurdly_long_password_is_wrong_and_costs_nothing() {
        Verdict verdict = check.check("alice", "x".repeat(1_000_000), here());

        assertThat(verdict).isInstanceOf(Verdict.Wrong.class);
        assertThat(threads.taken()).isZero();
    }

    private void insert(NewAccount account) {
        assertThat(accounts.insert(account, hashes.hash(RIGHT), clock.instant())).isPresent();
    }

    private static InetAddress here() {
        return address("192.0.2.7");
    }

    private static InetAddress elsewhere() {
        return address("198.51.100.7");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
