package org.africai.server.files;

import java.util.Arrays;
import java.util.List;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Which of an owner's resources are meant: by label or number, several separated by commas.
///
/// A number is looked for first: the addresses that we give out hold numbers.
///
/// @param all whether every resource is meant
/// @param names otherwise labels or numbers
record ResourceNames(boolean all, List<String> names) {
    static final ResourceNames ALL = new ResourceNames(true, List.of());

    ResourceNames {
        names = List.copyOf(names);
    }

    static ResourceNames of(@Nullable String text) {
        return text == null ? ALL : new ResourceNames(false, Arrays.asList(text.split(",")));
    }

    /// Binds what [ResourceTable#NAMED] names.
    Sql.Query bindTo(Sql.Query query) {
        return query.bind("anyResource", all)
                .bind("labels", names.toArray(String[]::new))
                .bind("numbers", numbers());
    }

    private long[] numbers() {
        return names.stream()
                .filter(name -> name.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
