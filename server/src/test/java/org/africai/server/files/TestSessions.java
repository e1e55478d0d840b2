package org.africai.server.files;

import java.util.Locale;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Makes projects, sessions and people for tests, straight in the database.
public final class TestSessions {
    private final Sql sql;

    public TestSessions(Sql sql) {
        this.sql = sql;
    }

    /// A private project with the subject `S1`, the session `E1` (ID `<project>_E1`) and its scan
    /// `1` of type `T1w`.
    public void project(String id) {
        long project =
                insert(
                        "insert into project (id, name, created_by) values (:a, :a, 'test')"
                                + " returning key",
                        id,
                        "");
        sql.of(
                        "insert into project_name (name, project_key, kind, spelling)"
                                + " values (:name, :project, 'id', :id)")
                .bind("name", id.toLowerCase(Locale.ROOT))
                .bind("project", project)
                .bind("id", id)
                .update();
        insert(
                "insert into subject (id, project_key, label, created_by)"
                        + " select :b, key, 'S1', 'test' from project where id = :a returning key",
                id,
                id + "_S1");
        session(id, "E1");
        scan(id + "_E1", "1", "T1w");
    }

    public void session(String project, String label) {
        insert(
                "insert into experiment (id, project_key, subject_key, xsi_type, label, created_by)"
                        + " select p.id || '_' || :b, p.key, s.key, 'xnat:mrSessionData', :b, 'test'"
                        + " from project p join subject s on s.project_key = p.key"
                        + " where p.id = :a returning key",
                project,
                label);
    }

    public void scan(String session, String id, @Nullable String type) {
        sql.of(
                        "insert into scan (session_key, id, xsi_type, type, created_by)"
                                + " select key, :id, 'xnat:mrScanData', :type, 'test'"
                                + " from experiment where id = :session")
                .bind("session", session)
                .bind("id", id)
                .bind("type", type)
                .update();
    }

    public void reconstruction(String session, String id) {
        insert(
                "insert into reconstruction (session_key, id, created_by)"
                        + " select key, :b, 'test' from experiment where id = :a returning key",
                session,
                id);
    }

    public void assessor(String session, String label) {
        insert(
                "insert into experiment (id, project_key, session_key, xsi_type, label, created_by)"
                        + " select id || '_' || :b, project_key, key, 'xnat:qcManualAssessorData',"
                        + " :b, 'test' from experiment where id = :a returning key",
                session,
                label);
    }

    public void share(String session, String project, String label) {
        sql.of(
                        "insert into experiment_share (experiment_key, project_key, label)"
                                + " select e.key, p.key, :label from experiment e, project p"
                                + " where e.id = :session and p.id = :project")
                .bind("session", session)
                .bind("project", project)
                .bind("label", label)
                .update();
    }

    public void accessibility(String project, String level) {
        sql.of("update project set accessibility = :level where id = :project")
                .bind("project", project)
                .bind("level", level)
                .update();
    }

    /// Somebody new, without any role.
    public Caller somebody(String login) {
        long key =
                insert(
                        "insert into account (login, email) values (:a, :b) returning key",
                        login,
                        "");
        return new Caller(key, login, false);
    }

    public Caller somebody(String login, String project, Role role) {
        Caller caller = somebody(login);
        sql.of(
                        "insert into membership (project_key, account_key, role)"
                                + " select key, :account, :role from project where id = :project")
                .bind("account", caller.account())
                .bind("role", role.word())
                .bind("project", project)
                .update();
        return caller;
    }

    public void dismiss(Caller caller) {
        dismiss(caller.login());
    }

    /// Takes every role away.
    public void dismiss(String login) {
        sql.of(
                        "delete from membership where account_key in"
                                + " (select key from account where login = :login)")
                .bind("login", login)
                .update();
    }

    private long insert(String text, String a, String b) {
        return sql.of(text).bind("a", a).bind("b", b).only(row -> row.number("key"));
    }
}
