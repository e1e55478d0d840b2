package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.africai.server.audit.Audit;
import org.africai.server.audit.AuditTable;
import org.africai.server.db.TestDatabase;
import org.africai.server.site.SiteSettingTable;
import org.africai.server.site.SiteSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

class LoginsTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();

    private static final Duration IDLE = Duration.ofMinutes(15);

    private final SettableClock clock = new SettableClock();
    private final AccountTable accounts = new AccountTable(database.sql());
    private final Audit audit = new Audit(new AuditTable(database.sql()), clock);
    private final SiteSettings settings =
            new SiteSettings(
                    new SiteSettingTable(database.sql()),
                    database.transactions(),
                    audit,
                    new JsonMapper());
    private final Logins logins =
            new Logins(
                    new LoginTable(database.sql()),
                    accounts,
                    settings,
                    database.transactions(),
                    audit,
                    clock,
                    new SecureRandom());

    private final Verdict.Right alice = alice();

    @Test
    void an_id_has_256_random_bits_and_only_its_digest_is_stored() {
        LoginId id = logins.open(alice);

        assertThat(id.value()).matches("[0-9A-F]{64}");
        assertThat(id).isNotEqualTo(logins.open(alice));
        assertThat(id.toString()).isEqualTo("***");
        String stored =
                database.sql()
                        .of("select string_agg(login::text, ' ') as rows from login")
                        .only(row -> row.text("rows"));
        assertThat(stored)
                .contains(HexFormat.of().formatHex(id.hash()))
                .doesNotContainIgnoringCase(id.value());
    }

    @Test
    void a_login_that_is_used_lives_on_and_one_that_is_idle_ends() {
        LoginId id = logins.open(alice);

        for (int i = 0; i < 10; i++) {
            clock.pass(Duration.ofMinutes(14));
            assertThat(logins.find(id)).isPresent();
        }
        clock.pass(IDLE.plusMinutes(1));
        assertThat(logins.find(id)).isEmpty();
    }

    @Test
    void a_login_ends_after_seven_days_however_much_it_is_used() {
        LoginId id = logins.open(alice);

        for (Duration used = Duration.ZERO;
                used.compareTo(Duration.ofDays(7).minus(IDLE)) < 0;
                used = used.plusMinutes(10)) {
            clock.pass(Duration.ofMinutes(10));
            assertThat(logins.find(id)).isPresent();
        }
        clock.pass(Duration.ofMinutes(10));
        logins.find(id);
        clock.pass(Duration.ofMinutes(10));
        assertThat(logins.find(id)).isEmpty();
    }

    @Test
    void use_is_written_down_once_a_minute_at_most() {
        LoginId id = logins.open(alice);
        Instant opened = usedAt(id);

        clock.pass(Duration.ofSeconds(59));
        logins.find(id);
        assertThat(usedAt(id)).isEqualTo(opened);

        clock.pass(Duration.ofSeconds(2));
        logins.find(id);
        assertThat(usedAt(id)).isEqualTo(clock.instant());
    }

    @Test
    void a_guests_login_has_no_account() {
        LoginId id = logins.openForGuest();

        ActiveLogin active = logins.find(id).orElseThrow();

        assertThat(active.account()).isNull();
        assertThat(active.caller().isGuest()).isTrue();
    }

    @Test
    void rows_of_logins_that_ended_are_swept_when_another_begins() {
        LoginId idle = logins.openForGuest();

        clock.pass(IDLE.plusMinutes(2));
        logins.open(alice);

        assertThat(
                        database.sql()
                                .of("select 1 from login where id_hash = :id")
                                .bind("id", idle.hash())
                                .any())
                .isFalse();
    }

    private Instant usedAt(LoginId id) {
        return database.sql()
                .of("select used_at from login where id_hash = :id")
                .bind("id", id.hash())
                .only(row -> row.instant("used_at"));
    }

    private Verdict.Right alice() {
        database.sql().of("delete from account").update();
        Account account =
                accounts.insert(NewAccount.enabled(new LoginName("alice")), null, clock.instant())
                        .orElseThrow();
        return new Verdict.Right(account, null);
    }
}
