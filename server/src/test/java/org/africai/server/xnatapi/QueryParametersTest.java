package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.server.http.Refusal;
import org.africai.server.xnatapi.QueryParameters.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    private static final String AGE = "xnat:subjectData/fields/field[name=age]/field";

    @Test
    void an_xpath_name_is_read_with_and_without_encoding() {
        assertThat(QueryParameters.parse("xnat:subjectData/fields/field[name=age]/field=42").all())
                .containsExactly(new Parameter(AGE, "42"));
        assertThat(
                        QueryParameters.parse(
                                        "xnat%3AsubjectData%2Ffields%2Ffield%5Bname%3Dage%5D%2Ffield=42")
                                .all())
                .containsExactly(new Parameter(AGE, "42"));
    }

    @Test
    void a_plus_is_a_space_and_an_encoded_plus_a_plus() {
        assertThat(QueryParameters.parse("note=a+b%2Bc").first("note")).contains("a b+c");
    }

    @Test
    void a_flag_is_set_unless_it_says_no() {
        QueryParameters query = QueryParameters.parse("a&b=true&c=false&d=0&e=");
        assertThat(query.isSet("a")).isTrue();
        assertThat(query.isSet("b")).isTrue();
        assertThat(query.isSet("c")).isFalse();
        assertThat(query.isSet("d")).isFalse();
        assertThat(query.isSet("e")).isTrue();
        assertThat(query.isSet("f")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%C3%28", "%ff=1"})
    void broken_encodings_are_refused(String query) {
        assertThatThrownBy(() -> QueryParameters.parse(query)).isInstanceOf(Refusal.class);
    }

    @Test
    void more_than_a_thousand_parameters_are_refused() {
        assertThatThrownBy(() -> QueryParameters.parse("a=1&".repeat(1_001)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("1000");
    }
}
