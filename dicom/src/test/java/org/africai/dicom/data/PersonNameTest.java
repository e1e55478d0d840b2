package org.africai.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonNameTest {
    @Test
    void the_parts_of_a_name_are_told_apart() {
        PersonName name = PersonName.parse("Adams^John Robert Quincy^^Rev.^B.A. M.Div.=山田^太郎=");

        assertThat(name.alphabetic())
                .isEqualTo(
                        new PersonName.Group(
                                "Adams", "John Robert Quincy", "", "Rev.", "B.A. M.Div."));
        assertThat(name.ideographic().given()).isEqualTo("太郎");
        assertThat(name.phonetic().isEmpty()).isTrue();
        assertThat(name).hasToString("Adams^John Robert Quincy^^Rev.^B.A. M.Div.=山田^太郎");
    }

    @Test
    void more_delimiters_than_there_may_be_lose_nothing() {
        assertThat(PersonName.parse("a^b^c^d^e^f")).hasToString("a^b^c^d^e^f");
        assertThat(PersonName.parse("a=b=c=d")).hasToString("a=b=c=d");
        assertThat(PersonName.parse("")).hasToString("");
        assertThat(PersonName.of("Okafor", "Adaeze")).hasToString("Okafor^Adaeze");
    }
}
