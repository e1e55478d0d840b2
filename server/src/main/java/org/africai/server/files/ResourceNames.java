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
/// @param byNumber whether a name may be a number
/// @param names otherwise labels or numbers
record ResourceNames(boolean all, boolean byNumber, List<String> names) {
    static final ResourceNames ALL = new ResourceNames(true, false, List.of());

    ResourceNames {
        names = List.copyOf(names);
    }

    static ResourceNames of(@Nullable String text) {
        return text == null ? ALL : new ResourceNames(false, true, Arrays.asList(text.split(",")));
    }

    static ResourceNames one(String name) {
        return new ResourceNames(false, true, List.of(name));
    }

    static ResourceNames labelled(List<String> labels) {
        return new ResourceNames(false, false, labels);
    }

    /// Binds what [ResourceTable#NAMED] names.
    Sql.Query bindTo(Sql.Query query) {
        return query.bind("anyResource", all)
                .bind("labels", names.toArray(String[]::new))
                .bind("numbers", numbers());
    }

    private long[] numbers() {
        return names.stream()
                .filter(name -> byNumber && name.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
