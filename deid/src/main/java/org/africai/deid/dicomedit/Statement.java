package org.africai.deid.dicomedit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement of a script.
sealed interface Statement {
    /// Sets an element.
    ///
    /// @param onlyWhenThere whether an absent element stays absent
    record Assign(EditPath path, Expression value, boolean onlyWhenThere) implements Statement {}

    record Delete(EditPath path) implements Statement {}

    record SetVariable(String name, Expression value) implements Statement {}

    record Run(Expression.Call call) implements Statement {}

    record If(Condition condition, List<Statement> then, List<Statement> otherwise)
            implements Statement {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /// A declaration that changes nothing.
    record Nothing() implements Statement {}

    /// A comparison, or a call that gives `true`.
    ///
    /// @param right null when `left` alone is the condition
    record Condition(Expression left, Operator operator, @Nullable Expression right) {}

    /// How two values are compared.
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("~"),
        NOT_MATCHES("!~"),
        IS_TRUE("");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }
}
