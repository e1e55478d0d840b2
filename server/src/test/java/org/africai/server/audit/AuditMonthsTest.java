package org.africai.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Sql;
import org.africai.server.db.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The record of deeds in parts by month.
class AuditMonthsTest {
    @RegisterExtension final TestDatabase database = new TestDatabase();

    private Audit at(Instant now) {
        return new Audit(new AuditTable(database.sql()), Clock.fixed(now, ZoneOffset.UTC));
    }

    private void deed(Instant now, String id) {
        at(now).record(Caller.SYSTEM, Action.CHANGED, "subject", id, null);
    }

    private String part(String id) {
        return database.sql()
                .of("select cast(tableoid as regclass)::text as part from audit where id = :id")
                .bind("id", id)
                .only(row -> row.text("part"));
    }

    @Test
    void what_is_done_in_a_month_to_come_has_a_part_of_its_own() {
        Instant inAYear = Instant.now().plus(400, ChronoUnit.DAYS);

        deed(inAYear, "S1");
        deed(Instant.now(), "S2");

        assertThat(part("S1"))
                .isEqualTo("audit_" + inAYear.toString().substring(0, 7).replace('-', '_'));
        assertThat(part("S2")).isEqualTo("audit_before");
    }

    @Test
    void months_are_made_ahead_and_once() {
        Instant later = Instant.now().plus(5 * 365, ChronoUnit.DAYS);

        int made = at(later).makeMonths(Duration.ofDays(100));

        assertThat(made).isBetween(36, 48);
        assertThat(at(later).makeMonths(Duration.ofDays(100))).isZero();
        deed(later, "S");
        assertThat(part("S")).startsWith("audit_2");
    }

    @Test
    void what_no_month_was_made_for_is_on_record_all_the_same() {
        deed(Instant.now().plus(100 * 365, ChronoUnit.DAYS), "FAR");
        deed(Instant.EPOCH, "LONG_AGO");

        assertThat(part("FAR")).isEqualTo("audit_other");
        assertThat(part("LONG_AGO")).isEqualTo("audit_before");
        assertThat(at(Instant.now()).of("subject", "FAR", List.of())).hasSize(1);
    }

    @Test
    void no_part_can_be_rewritten() {
        deed(Instant.now(), "NOW");
        deed(Instant.now().plus(400, ChronoUnit.DAYS), "NEXT");
        deed(Instant.now().plus(100 * 365, ChronoUnit.DAYS), "FAR");
        at(Instant.now()).makeMonths(Duration.ofDays(1200));
        List<String> parts =
                database.sql()
                        .of(
                                """
                                select cast(inhrelid as regclass)::text as part
                                  from pg_inherits
                                 where inhparent = 'audit'::regclass\
                                """)
                        .list(row -> row.text("part"));

        assertThat(parts).hasSizeGreaterThan(24).contains("audit_before", "audit_other");
        for (String part : parts) {
            for (String statement :
                    List.of(
                            "update " + part + " set login = 'x'",
                            "delete from " + part,
                            "truncate " + part)) {
                Sql sql = database.sql();
                assertThatThrownBy(() -> sql.of(statement).update())
                        .as(statement)
                        .rootCause()
                        .hasMessageContaining("only ever added");
            }
        }
    }

    @Test
    void a_history_is_told_in_order_across_months() {
        Instant now = Instant.now();
        for (int days : new int[] {0, 40, 80, 400}) {
            deed(now.plus(days, ChronoUnit.DAYS), "S");
        }

        assertThat(at(now).of("subject", "S", List.of()))
                .extracting(AuditEntry::number)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder())
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_was_on_record_before_there_were_months_stays_and_is_counted_on() {
        Sql sql = database.sql();
        sql.of("drop schema public cascade").update();
        sql.of("create schema public").update();
        migrate("7");
        sql.of(
                        """
                        insert into audit (at, login, action, kind, id)
                        select now() - n * interval '40 days', 'old', 'changed', 'subject', 'S' || n
                          from generate_series(1, 50) n\
                        """)
                .update();

        migrate("8");

        assertThat(number("count(*)")).isEqualTo(50);
        deed(Instant.now(), "NEW");
        assertThat(number("max(n)")).isEqualTo(51);
        assertThat(at(Instant.now()).of("subject", "S50", List.of())).hasSize(1);
        assertThatThrownBy(() -> sql.of("delete from audit_before").update())
                .rootCause()
                .hasMessageContaining("only ever added");
    }

    private long number(String what) {
        return database.sql()
                .of("select " + what + " as n from audit")
                .only(row -> row.number("n"));
    }

    private void migrate(String version) {
        Flyway.configure().dataSource(database.source()).target(version).load().migrate();
    }

    @Test
    void a_thing_that_is_changed_without_end_keeps_its_newest_thousand_versions() {
        Sql sql = database.sql();
        sql.of("insert into project (id, name, created_by) values ('P', 'P', 'x')").update();
        for (int i = 1; i <= 1_005; i++) {
            sql.of("update project set description = :text where id = 'P'")
                    .bind("text", "version " + i)
                    .update();
        }

        assertThat(versions("count(*)")).isEqualTo("1000");
        assertThat(versions("(array_agg(was ->> 'description' order by n))[1]"))
                .isEqualTo("version 5");
        assertThat(versions("(array_agg(was ->> 'description' order by n desc))[1]"))
                .isEqualTo("version 1004");
    }

    private String versions(String what) {
        return database.sql()
                .of("select cast(" + what + " as text) as what from earlier_version")
                .only(row -> row.text("what"));
    }
}
