package org.africai.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.boot.Eventually;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.site.SiteSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is mailed to whom, by a real SMTP server.
class MailTest {
    @RegisterExtension
    static final TestServer server = TestServer.with(Map.of("trusted-proxies", "127.0.0.0/8"));

    private static final String PASSWORD = "a few words in a row";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern CODE = Pattern.compile("code=([A-Za-z0-9_-]+)");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final GreenMail post =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private String login = "";
    private String address = "";

    /// Mails are sent when a test says so, and not in between.
    @BeforeAll
    static void only_tests_send() {
        server.get(MailJob.class).close();
    }

    @BeforeEach
    void a_site_that_sends_mail() {
        post.start();
        set(
                """
                {"smtp.host": "127.0.0.1", "smtp.port": %s, "siteUrl": "https://images.example.org",
                 "adminEmail": "archive@example.org", "userRegistration": true, "siteName": "Images"}
                """
                        .formatted(post.getSmtp().getPort()));
        login = "mailed" + NUMBER.incrementAndGet();
        address = login + "@example.org";
    }

    @AfterEach
    void a_site_that_sends_none() {
        set("{\"smtp.host\": \"\", \"siteUrl\": \"\", \"siteName\": \"Images\"}");
        sql("delete from mail");
        post.stop();
    }

    private static void set(String properties) {
        var answer = server.admin().post("/xapi/siteConfig", "application/json", properties);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static int sql(String statement) {
        return server.get(Sql.class).of(statement).update();
    }

    private static long waiting() {
        return server.get(Sql.class)
                .of("select count(*) as n from mail")
                .only(row -> row.number("n"));
    }

    private TestClient account() {
        var made =
                server.admin()
                        .post(
                                "/xapi/users",
                                "application/json",
                                """
                                {"username": "%s", "password": "%s", "email": "%s", "enabled": true,
                                 "verified": true, "firstName": "A", "lastName": "B"}
                                """
                                        .formatted(login, PASSWORD, address));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return server.as(login, PASSWORD);
    }

    private MimeMessage sent() throws MessagingException {
        server.get(MailJob.class).run();
        assertThat(post.waitForIncomingEmail(60_000, 1)).isTrue();
        MimeMessage[] all = post.getReceivedMessages();
        assertThat(all).hasSize(1);
        return all[0];
    }

    private static List<String> to(Message message) throws MessagingException {
        return Arrays.stream(message.getAllRecipients()).map(Address::toString).toList();
    }

    private static String code(MimeMessage message) {
        Matcher code = CODE.matcher(GreenMailUtil.getBody(message).replace("=\r\n", ""));
        assertThat(code.find()).as(GreenMailUtil.getBody(message)).isTrue();
        return code.group(1);
    }

    /// As from an address of its own: who asks again and again from one has to wait.
    private HttpResponse<String> form(String path, String body) {
        TestClient guest = server.guest();
        return guest.send(
                guest.request(path)
                        .header("Content-Type", FORM)
                        .header("X-Forwarded-For", "198.51." + NUMBER.incrementAndGet() + ".7")
                        .POST(BodyPublishers.ofString(body)));
    }

    private void forgotten() {
        assertThat(form("/account/password", "email=" + address).statusCode()).isEqualTo(200);
        Eventually.holds("a code is mailed", LIMIT, () -> codes() == 1);
    }

    private long codes() {
        return server.get(Sql.class)
                .of(
                        """
                        select count(*) as n
                          from account_code c
                          join account a on a.key = c.account_key
                         where a.login = :login\
                        """)
                .bind("login", login)
                .only(row -> row.number("n"));
    }

    @Test
    void who_is_invited_by_address_gets_the_code() throws MessagingException {
        TestClient owner = account();
        String project = "/data/projects/MAIL" + NUMBER.incrementAndGet();
        owner.put(project);
        owner.put(project + "/subjects/SECRETLABEL");

        var invited = owner.put(project + "/users/Members/new.person@example.org");

        assertThat(invited.statusCode()).as(invited.body()).isEqualTo(200);
        MimeMessage mail = sent();
        assertThat(to(mail)).containsExactly("new.person@example.org");
        assertThat(mail.getSubject())
                .isEqualTo("[Images] You are invited to project " + project.substring(15));
        assertThat(mail.getFrom()[0].toString()).contains("archive@example.org");
        String code = invited.headers().firstValue("Invitation-Code").orElseThrow();
        assertThat(GreenMailUtil.getBody(mail))
                .contains("https://images.example.org/data/pars/" + code)
                .doesNotContain("SECRETLABEL");
        assertThat(waiting()).isZero();
    }

    @Test
    void owners_are_told_that_somebody_asks_for_access() throws MessagingException {
        TestClient owner = account();
        String project = "/data/projects/MAIL" + NUMBER.incrementAndGet();
        owner.put(project + "?accessibility=protected");
        String owned = address;
        login = "mailed" + NUMBER.incrementAndGet();
        address = login + "@example.org";
        TestClient asker = account();

        var asked = asker.post(project + "/pars?level=member", FORM, "");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        MimeMessage mail = sent();
        assertThat(to(mail)).containsExactly(owned);
        assertThat(GreenMailUtil.getBody(mail)).contains(login, "/data/pars/");
    }

    @Test
    void who_registers_proves_their_address_by_the_link() throws MessagingException {
        var made =
                server.guest()
                        .post(
                                "/xapi/users",
                                "application/json",
                                """
                                {"username": "%s", "password": "%s", "email": "%s",
                                 "firstName": "A", "lastName": "B"}
                                """
                                        .formatted(login, PASSWORD, address));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(server.as(login, PASSWORD).get("/data/auth").statusCode()).isEqualTo(401);
        MimeMessage mail = sent();
        String code = code(mail);

        assertThat(server.guest().get("/account/verify?code=" + code).body())
                .contains("value=\"" + code + "\"");
        assertThat(server.as(login, PASSWORD).get("/data/auth").statusCode()).isEqualTo(401);
        assertThat(form("/account/verify", "code=" + code).statusCode()).isEqualTo(200);

        assertThat(server.as(login, PASSWORD).get("/data/auth").statusCode()).isEqualTo(200);
        assertThat(form("/account/verify", "code=" + code).statusCode()).isEqualTo(404);
    }

    @Test
    void a_forgotten_password_is_chosen_anew_once() throws MessagingException {
        TestClient before = account();
        forgotten();
        String code = code(sent());

        assertThat(form("/account/password", "code=" + code + "&password=short").statusCode())
                .isEqualTo(400);
        assertThat(before.get("/data/auth").statusCode()).isEqualTo(200);
        var chosen = form("/account/password", "code=" + code + "&password=other+words+in+a+row");
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);

        assertThat(before.get("/data/auth").statusCode()).isEqualTo(401);
        assertThat(server.as(login, "other words in a row").get("/data/auth").statusCode())
                .isEqualTo(200);
        assertThat(
                        form("/account/password", "code=" + code + "&password=yet+other+words+here")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_code_ends_after_an_hour_and_is_good_for_one_thing() throws MessagingException {
        account();
        forgotten();
        String code = code(sent());

        assertThat(form("/account/verify", "code=" + code).statusCode()).isEqualTo(404);
        int ended =
                sql(
                        """
                        update account_code
                           set expires_at = now() - interval '1 second'
                         where account_key = (select key from account where login = '%s')\
                        """
                                .formatted(login));
        assertThat(ended).isEqualTo(1);
        assertThat(
                        form("/account/password", "code=" + code + "&password=other+words+in+a+row")
                                .statusCode())
                .isEqualTo(404);
        assertThat(server.as(login, PASSWORD).get("/data/auth").statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_learns_whether_there_is_an_account() {
        account();
        var known = form("/account/password", "email=" + address);
        var unknown = form("/account/password", "email=nobody@example.org");

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(200);
        assertThat(unknown.body()).isEqualTo(known.body());
        Eventually.holds("a code is mailed", LIMIT, () -> codes() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "code=",
                "code=x&password=other+words+in+a+row",
                "code=%27%20or%201=1&password=other+words+in+a+row",
                "email=%0D%0ABcc:+x@example.org",
                "email=%zz",
                "email=a@b'%20or%20'1'='1"
            })
    void hostile_forms_change_nothing(String form) {
        assertThat(form("/account/password", form).statusCode()).isIn(200, 400, 404, 429, 503);
        assertThat(form("/account/verify", form).statusCode()).isIn(400, 404);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_form_that_is_too_large_is_refused() {
        String large = "email=" + "x".repeat(100_000);

        assertThat(form("/account/password", large).statusCode()).isEqualTo(413);
    }

    @Test
    void a_mail_that_cannot_be_sent_waits_and_is_sent_later() throws MessagingException {
        account();
        post.stop();
        forgotten();

        server.get(MailJob.class).run();
        server.get(MailJob.class).run();

        assertThat(waiting()).isEqualTo(1);
        assertThat(sql("update mail set next_at = now() where attempts = 1")).isEqualTo(1);
        post.start();
        set("{\"smtp.port\": " + post.getSmtp().getPort() + "}");
        assertThat(to(sent())).containsExactly(address);
        assertThat(waiting()).isZero();
    }

    @Test
    void mails_are_sent_without_anybody_asking() {
        account();
        forgotten();
        SiteSettings site = server.get(SiteSettings.class);
        try (var job =
                new MailJob(
                        new MailTable(server.get(Sql.class)),
                        server.get(Mails.class),
                        new SmtpClient(site),
                        Clock.systemUTC())) {
            job.start(Duration.ofMillis(50));

            Eventually.holds("sent", LIMIT, () -> post.getReceivedMessages().length == 1);
            Eventually.holds("no more there", LIMIT, () -> waiting() == 0);
        }
    }

    @Test
    void a_mail_that_is_never_taken_is_given_up() {
        account();
        post.stop();
        forgotten();
        sql("update mail set next_at = now(), attempts = " + (MailJob.MAX_ATTEMPTS - 1));

        server.get(MailJob.class).run();

        assertThat(waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "5, PT16M", "10, PT6H", "15, PT6H", "1000, PT6H"})
    void each_attempt_waits_twice_as_long_as_the_one_before(int attempts, Duration wait) {
        assertThat(MailJob.waitAfter(attempts)).isEqualTo(wait);
    }

    @Test
    void one_account_gets_so_many_mails_at_one_time() {
        account();
        for (int i = 0; i < 5; i++) {
            long expected = Math.min(i + 1, 3);
            form("/account/password", "email=" + address);
            Eventually.holds("a code", LIMIT, () -> codes() == expected);
        }

        assertThat(codes()).isEqualTo(3);
    }

    @Test
    void the_way_to_another_password_is_beside_the_form_where_mail_is_sent() {
        String link = "href=\"/account/password\"";

        assertThat(server.guest().get("/login").body()).contains(link);
        assertThat(server.guest().get("/").body()).contains(link);
        set("{\"smtp.host\": \"\"}");
        assertThat(server.guest().get("/login").body()).doesNotContain(link);
        assertThat(server.guest().get("/").body()).doesNotContain(link);
    }

    @Test
    void without_a_mail_server_nothing_is_mailed_and_all_else_works() {
        TestClient owner = account();
        set("{\"smtp.host\": \"\"}");
        String project = "/data/projects/MAIL" + NUMBER.incrementAndGet();
        owner.put(project);

        assertThat(owner.put(project + "/users/Members/x@example.org").statusCode()).isEqualTo(200);
        var asked = form("/account/password", "email=" + address);

        assertThat(asked.statusCode()).isEqualTo(404);
        assertThat(asked.body()).contains("This site sends no mail");
        assertThat(waiting()).isZero();
    }

    @Test
    void the_password_of_the_mail_server_is_told_to_nobody() {
        set("{\"smtp.password\": \"hush hush\", \"smtp.username\": \"archive\"}");

        assertThat(server.admin().get("/xapi/siteConfig").body())
                .contains("\"smtp.username\":\"archive\"")
                .doesNotContain("hush", "smtp.password");
        var one = server.admin().get("/xapi/siteConfig/smtp.password");
        assertThat(one.statusCode()).isEqualTo(403);
        assertThat(one.body()).doesNotContain("hush");
        assertThat(account().get("/xapi/siteConfig").body()).doesNotContain("smtp.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"smtp.host\": \"a b\"}",
                "{\"smtp.host\": \"x\\r\\ny\"}",
                "{\"smtp.port\": 0}",
                "{\"smtp.port\": 65536}",
                "{\"smtp.port\": \"many\"}",
                "{\"smtp.protocol\": \"imap\"}",
                "{\"smtp.auth\": \"perhaps\"}"
            })
    void what_is_no_mail_server_is_refused(String properties) {
        assertThat(
                        server.admin()
                                .post("/xapi/siteConfig", "application/json", properties)
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothing_gets_into_the_head_of_a_mail() throws MessagingException {
        set("{\"siteName\": \"X\\r\\nBcc: other@example.org\"}");
        account();
        forgotten();

        MimeMessage mail = sent();

        assertThat(to(mail)).containsExactly(address);
        assertThat(mail.getHeader("Bcc")).isNull();
    }
}
