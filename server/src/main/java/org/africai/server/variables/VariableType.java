package org.africai.server.variables;

import java.util.Locale;
import java.util.Optional;
import org.africai.server.schema.SimpleType;

/// The datatypes that a custom variable can have.
enum VariableType {
    STRING(SimpleType.STRING),
    INTEGER(SimpleType.INTEGER),
    FLOAT(SimpleType.DOUBLE),
    BOOLEAN(SimpleType.BOOLEAN),
    DATE(SimpleType.DATE);

    private final SimpleType type;

    VariableType(SimpleType type) {
        this.type = type;
    }

    /// What its values are.
    SimpleType type() {
        return type;
    }

    /// As stored: `integer`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The datatype that a definition names; pyxnat's examples say `int`.
    static Optional<VariableType> named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT).replaceFirst("^xs:", "")) {
            case "", "string", "text" -> Optional.of(STRING);
            case "integer", "int", "long" -> Optional.of(INTEGER);
            case "float", "double", "decimal" -> Optional.of(FLOAT);
            case "boolean", "bool" -> Optional.of(BOOLEAN);
            case "date" -> Optional.of(DATE);
            default -> Optional.empty();
        };
    }
}
