package org.africai.server.files;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.Kind;
import org.africai.server.db.Sql;

/// The things whose resources are meant: keys by the kind of thing.
///
/// @param asked key of the project they were asked in, whose labels are shown
record Owners(long asked, Map<Kind, List<Long>> keys) {
    Owners {
        keys = Map.copyOf(keys);
    }

    /// @param things one or more, all asked in one project
    static Owners of(List<Located> things) {
        Map<Kind, List<Long>> keys = new EnumMap<>(Kind.class);
        for (Located thing : things) {
            keys.computeIfAbsent(thing.kind(), kind -> new ArrayList<>()).add(thing.key());
        }
        return new Owners(things.getFirst().asked().key(), keys);
    }

    static Owners of(Located thing) {
        return of(List.of(thing));
    }

    static Owners of(long asked, Kind kind, List<Long> keys) {
        return new Owners(asked, Map.of(kind, keys));
    }

    Owners plus(Kind kind, List<Long> more) {
        Map<Kind, List<Long>> all = new EnumMap<>(Kind.class);
        all.putAll(keys);
        all.merge(
                kind,
                more,
                (before, added) -> {
                    List<Long> both = new ArrayList<>(before);
                    both.addAll(added);
                    return both;
                });
        return new Owners(asked, all);
    }

    long[] keys(Kind kind) {
        return keys.getOrDefault(kind, List.of()).stream().mapToLong(Long::longValue).toArray();
    }

    /// Binds what [ResourceTable#OF_OWNERS] names, and `:asked`.
    Sql.Query bindTo(Sql.Query query) {
        return query.bind("asked", asked)
                .bind("ofProjects", keys(Kind.PROJECT))
                .bind("ofSubjects", keys(Kind.SUBJECT))
                .bind("ofExperiments", keys(Kind.EXPERIMENT))
                .bind("ofScans", keys(Kind.SCAN))
                .bind("ofReconstructions", keys(Kind.RECONSTRUCTION));
    }
}
