package org.africai.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    @ParameterizedTest(name = "{0} in a {1} project may {2}")
    @CsvSource({
        "owner,        private,   see read review create edit delete own",
        "owner,        public,    see read review create edit delete own",
        "member,       private,   see read review create edit",
        "member,       protected, see read review create edit",
        "member,       public,    see read review create edit",
        "collaborator, private,   see read review",
        "collaborator, public,    see read review",
        "nobody,       private,   nothing",
        "nobody,       protected, see",
        "nobody,       public,    see read",
        "reader,       private,   see read review",
        "reader,       public,    see read review",
        "admin,        private,   see read review create edit delete own"
    })
    void rights_follow_role_and_accessibility(String who, String level, String rights) {
        var standing =
                new Standing(Accessibility.named(level).orElseThrow(), role(who), null, reach(who));
        String allowed =
                Arrays.stream(Right.values())
                        .filter(standing::may)
                        .map(right -> right.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        assertThat(allowed.isEmpty() ? "nothing" : allowed).isEqualTo(rights);
    }

    @ParameterizedTest(name = "{0} in a group of a {1} project may {2} sessions and {3} ratings")
    @CsvSource({
        "'',                  private,   see,                             see",
        "'',                  protected, see,                             see",
        "'',                  public,    see read,                        see read",
        "read,                private,   see read,                        see",
        "create,              private,   see read create,                 see",
        "edit,                private,   see read edit,                   see",
        "delete,              private,   see read delete,                 see",
        "review,              public,    see read review,                 see read",
        "review create edit delete, private, see read review create edit delete, see"
    })
    void a_group_has_rights_to_the_data_types_it_names(
            String granted, String level, String toSessions, String toRatings) {
        Set<Right> rights =
                Arrays.stream(granted.split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(word -> Right.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
        var standing =
                new Standing(
                        Accessibility.named(level).orElseThrow(),
                        null,
                        new Grants(Map.of("xnat:mrSessionData", rights)),
                        Reach.ROLES);

        assertThat(allowed(standing, "xnat:mrSessionData")).isEqualTo(toSessions);
        assertThat(allowed(standing, "xnat:qcManualAssessorData")).isEqualTo(toRatings);
        assertThat(allowed(standing, "xnat:projectData")).isEqualTo("see read");
    }

    private static String allowed(Standing standing, String type) {
        return Arrays.stream(Right.values())
                .filter(right -> standing.may(right, type))
                .map(right -> right.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static Reach reach(String who) {
        return switch (who) {
            case "reader" -> Reach.READ;
            case "admin" -> Reach.ALL;
            default -> Reach.ROLES;
        };
    }

    private static @Nullable Role role(String who) {
        return Role.named(who).orElse(null);
    }
}
