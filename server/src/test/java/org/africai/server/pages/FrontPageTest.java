package org.africai.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FrontPageTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static final String HOSTILE = "\"><img src=x onerror=alert(1)>'</h3><script>x</script>";

    @Test
    void names_that_people_gave_are_text_on_the_page() {
        TestClient admin = server.admin();
        String text = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
        var made =
                admin.put(
                        "/data/projects/FRONT?accessibility=public&name=%s&description=%s"
                                .formatted(text, text));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        var set =
                admin.post(
                        "/xapi/siteConfig",
                        "application/json",
                        "{\"siteName\": \"<script>x</script>\","
                                + " \"siteDescriptionText\": \"<img src=x>\"}");
        assertThat(set.statusCode()).isEqualTo(200);

        for (TestClient client : List.of(admin, server.guest())) {
            String page = client.get("/").body();

            assertThat(page)
                    .contains("FRONT")
                    .contains("&lt;img src=x onerror=alert(1)&gt;")
                    .doesNotContain("<img src=x", "<script>x", "onerror=alert(1)>");
        }
    }

    @Test
    void a_closed_site_shows_guests_a_form_and_nothing_else() {
        TestClient admin = server.admin();
        admin.put("/data/projects/OPEN?accessibility=public&name=Open%20to%20all");
        admin.post("/xapi/siteConfig", "application/json", "{\"requireLogin\": true}");
        try {
            var page = server.guest().get("/");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Log in").doesNotContain("Open to all");
            assertThat(admin.get("/").body()).contains("Open to all");
        } finally {
            admin.post("/xapi/siteConfig", "application/json", "{\"requireLogin\": false}");
        }
    }
}
