package org.africai.deid.dicomedit;

import java.util.List;

/// Something that has a value.
sealed interface Expression {
    /// Text or a number as it stands there.
    record Literal(String text) implements Expression {}

    /// The value of the first element at a path.
    record Reference(EditPath path) implements Expression {}

    record Variable(String name) implements Expression {}

    /// A call of a function; its name in lower case.
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record ListOf(List<Expression> values) implements Expression {
        public ListOf {
            values = List.copyOf(values);
        }
    }
}
