package org.africai.server.schema;

import org.africai.server.schema.Resolution.Resolved;
import org.africai.server.schema.Resolution.Unknown;

/// The types of the bundled schemas, read once for all tests.
final class Types {
    static final TypeRegistry REGISTRY = TypeRegistry.of(Schemas.bundled());

    private Types() {}

    static DataType type(String name) {
        return REGISTRY.find(name).orElseThrow();
    }

    static Resolved resolved(String type, String path) {
        return switch (REGISTRY.resolve(type(type), path)) {
            case Resolved resolved -> resolved;
            case Unknown unknown -> throw new AssertionError(path + ": " + unknown.reason());
        };
    }

    static boolean isUnknown(String type, String path) {
        return REGISTRY.resolve(type(type), path) instanceof Unknown;
    }

    /// An item of a type with fields set by path and value in turn.
    static Item item(String type, String... pathsAndValues) {
        Item item = Item.of(type(type));
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            item = item.with(resolved(type, pathsAndValues[i]), pathsAndValues[i + 1]);
        }
        return item;
    }
}
