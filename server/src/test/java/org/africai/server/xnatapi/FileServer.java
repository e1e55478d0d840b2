package org.africai.server.xnatapi;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.files.TestSessions;

/// What tests of files over HTTP share: a project of their own on the server, and people in it.
final class FileServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "a password for tests only";

    private final TestServer server;
    private final Sql sql;
    final TestSessions sessions;
    final String project;
    private final int number = NUMBER.incrementAndGet();

    /// Makes the project.
    FileServer(TestServer server) {
        this.server = server;
        this.sql = server.get(Sql.class);
        this.sessions = new TestSessions(sql);
        this.project = "FILES" + number;
        sessions.project(project);
    }

    TestClient owner() {
        return somebody(People.fresh("owner"), Role.OWNER);
    }

    TestClient member() {
        return somebody(People.fresh("member"), Role.MEMBER);
    }

    TestClient collaborator() {
        return somebody(People.fresh("collaborator"), Role.COLLABORATOR);
    }

    TestClient somebody(String login, Role role) {
        TestClient client = stranger(login);
        sql.of(
                        "insert into membership (project_key, account_key, role)"
                                + " select p.key, a.key, :role from project p, account a"
                                + " where p.id = :project and a.login = :login")
                .bind("role", role.word())
                .bind("project", project)
                .bind("login", login)
                .update();
        return client;
    }

    TestClient stranger(String login) {
        server.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        return server.as(login, PASSWORD);
    }

    /// Where the project is.
    String at() {
        return "/data/projects/" + project;
    }

    /// Where its session is.
    String session() {
        return at() + "/subjects/S1/experiments/E1";
    }

    /// The session's accession ID.
    String sessionId() {
        return project + "_E1";
    }

    static HttpResponse<String> put(TestClient client, String path, String body) {
        return client.send(client.request(path).PUT(BodyPublishers.ofString(body)));
    }

    /// A part of an address, encoded.
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
