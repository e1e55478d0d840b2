package org.africai.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
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
                new Standing(Accessibility.named(level).orElseThrow(), role(who), reach(who));
        String allowed =
                Arrays.stream(Right.values())
                        .filter(standing::may)
                        .map(right -> right.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        assertThat(allowed.isEmpty() ? "nothing" : allowed).isEqualTo(rights);
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
