package org.africai.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that people named can become markup.
class HtmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</p><svg/onload=alert(1)>",
                "&lt;b&gt; & < >",
                "a\u0000b\u202Ec"
            })
    void text_and_attributes_are_escaped(String hostile) {
        String page = new Html().element("p", hostile, "title", hostile).document();

        String inside = page.substring(page.indexOf("<p "), page.indexOf("</p>"));
        assertThat(inside.chars().filter(c -> c == '<').count()).as(page).isEqualTo(1);
        assertThat(inside.chars().filter(c -> c == '>').count()).as(page).isEqualTo(1);
        assertThat(inside.substring(0, inside.indexOf('>')).chars().filter(c -> c == '"').count())
                .as(page)
                .isEqualTo(2);
    }

    @Test
    void a_comment_cannot_be_left() {
        String page = new Html().comment("a --> <script>x</script> <!-- b").document();

        assertThat(page.indexOf("-->")).as(page).isEqualTo(page.lastIndexOf("-->"));
        assertThat(page.trim()).endsWith("-->");
    }

    @Test
    void elements_are_closed_as_they_were_opened() {
        assertThatThrownBy(() -> new Html().open("p").open("b").close("p"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Html().open("p").document())
                .isInstanceOf(IllegalStateException.class);
    }
}
