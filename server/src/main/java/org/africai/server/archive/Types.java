package org.africai.server.archive;

import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.DataType;
import org.africai.server.schema.TypeRegistry;

/// Which data type a thing has or gets.
final class Types {
    private final TypeRegistry registry;

    Types(TypeRegistry registry) {
        this.registry = registry;
    }

    TypeRegistry registry() {
        return registry;
    }

    /// The type that a submission names, or else `base`.
    ///
    /// @throws Refusal when it names one that is no `base`
    DataType named(Submission wanted, String base) {
        DataType type = wanted.namedType().map(registry::get).orElseGet(() -> registry.get(base));
        requireIsA(type, base);
        return type;
    }

    /// The type that a submission names, outright or by its first path, for a new thing.
    ///
    /// @throws Refusal when it names none, one that is no `base`, or an abstract one
    DataType concrete(Submission wanted, String base) {
        String name =
                wanted.anyType()
                        .orElseThrow(() ->
                                new Refusal(
                                        Reason.EXPECTATION_FAILED,
                                        "Need PUT Contents: say with xsiType= which data"
                                                + " type it is, such as "
                                                + example(base)
                                                + "."));
        DataType type = registry.get(name);
        requireIsA(type, base);
        if (type.isAbstract()) {
            throw Refusal.invalid(
                    type.name()
                            + " is a family of data types; name one of it, such as "
                            + example(type.name())
                            + ".");
        }
        return type;
    }

    /// @throws Refusal when a submission names outright a type that the thing is not of
    void requireSame(Submission wanted, String existing) {
        String named = wanted.namedType().map(registry::get).map(DataType::name).orElse(existing);
        if (!registry.isA(existing, named)) {
            throw Refusal.conflict(
                    "Specified xsiType differs from existing xsiType: it is a "
                            + existing
                            + ", not a "
                            + named
                            + ".");
        }
    }

    /// The type of the scans that a session of the given type usually has.
    DataType scanOf(String session) {
        return registry.find(session.replace("SessionData", "ScanData"))
                .filter(type -> type.isA(ScanTable.TYPE) && !type.isAbstract())
                .orElseGet(() -> registry.instance(registry.get(ScanTable.TYPE)));
    }

    void requireIsA(DataType type, String base) {
        if (!type.isA(base)) {
            throw new Refusal(
                    Reason.UNPROCESSABLE,
                    "A " + type.name() + " cannot be put here; this address takes " + base + ".");
        }
    }

    boolean isA(String type, String base) {
        return registry.isA(type, base);
    }

    /// Whether things of the type have a field of exactly this path.
    boolean has(String type, String field) {
        return registry.get(type).fields().containsKey(field);
    }

    private String example(String base) {
        return registry.instance(registry.get(base)).name();
    }
}
