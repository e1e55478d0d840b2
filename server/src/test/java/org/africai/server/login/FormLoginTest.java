package org.africai.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.africai.server.boot.TestServer;
import org.africai.server.http.FormBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The form that logs people in, as good and as bad as clients send it.
class FormLoginTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String RIGHT =
            "username=admin&password=" + TestServer.ADMIN_PASSWORD.replace(' ', '+');

    private static HttpResponse<String> send(String type, String body) {
        return server.guest().put("/data/services/auth", type, body);
    }

    @Test
    void name_and_password_give_a_login_in_whatever_order_and_encoding() {
        String encoded = "password=" + TestServer.ADMIN_PASSWORD.replace(" ", "%20");

        assertThat(send(FORM, RIGHT).body()).matches("[0-9A-F]{64}");
        assertThat(send(FORM + "; charset=UTF-8", encoded + "&x=&username=%61dmin").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_form_is_read_up_to_its_limit_and_not_a_byte_further() {
        String filled = RIGHT + "&x=";
        String full = filled + "y".repeat(FormBody.MAX_BYTES - filled.length());

        assertThat(send(FORM, full).statusCode()).isEqualTo(200);
        var tooLong = send(FORM, full + "y");
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(tooLong.body()).contains("65536 bytes at most");
        assertThat(send(FORM, full.repeat(20)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "username",
                "username=admin",
                "password=x",
                "&&&==&",
                "username=%GG&password=x",
                "username=a%",
                "username=admin&password=%u0041"
            })
    void a_form_that_cannot_be_understood_is_400(String body) {
        var answer = send(FORM, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("<h3>");
    }

    @Test
    void a_body_of_another_type_has_no_fields() {
        assertThat(send("text/plain", RIGHT).statusCode()).isEqualTo(400);
        assertThat(send("application/json", "{\"username\": \"admin\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_first_of_two_fields_counts_and_what_is_wrong_is_not_echoed() {
        assertThat(send(FORM, RIGHT + "&username=nobody&password=x").statusCode()).isEqualTo(200);

        var wrong = send(FORM, "username=%3Cscript%3E&password=%3Cb%3Ewrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).doesNotContain("script", "<b>");
        var provider = send(FORM, RIGHT + "&provider=%3Cimg%20src%3Dx%3E");
        assertThat(provider.statusCode()).isEqualTo(400);
        assertThat(provider.body()).doesNotContain("<img");
    }
}
