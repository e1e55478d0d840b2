package org.africai.deid.ctp;

import java.util.OptionalInt;
import org.africai.deid.rewrite.Rejected;
import org.jspecify.annotations.Nullable;

/// The arguments of a call, as its function asks for them.
final class Arguments {
    final Level level;
    final int tag;
    private final Template.Part.Call call;

    Arguments(Level level, int tag, Template.Part.Call call) {
        this.level = level;
        this.tag = tag;
        this.call = call;
    }

    int count() {
        return call.arguments().size();
    }

    /// An argument as it stands there.
    String raw(int index) throws Failed {
        if (index >= count()) {
            throw new Failed("a call lacks an argument");
        }
        return call.arguments().get(index);
    }

    /// An argument without its quotes; empty when there is none.
    String text(int index) {
        if (index >= count()) {
            return "";
        }
        String text = call.arguments().get(index).strip();
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    /// An argument that names an element.
    Address address(int index) throws Failed {
        raw(index);
        return call.addresses().get(index);
    }

    /// The value of the element that an argument names; null when it is absent.
    @Nullable String valueOrNull(int index) throws Failed {
        return level.value(address(index), tag);
    }

    /// The value of the element that an argument names; empty when it is absent.
    String value(int index) throws Failed {
        return emptyWhenNull(valueOrNull(index));
    }

    static String emptyWhenNull(@Nullable String value) {
        return value == null ? "" : value;
    }

    /// Where the element that an argument names would be in this data set.
    OptionalInt tag(int index) {
        return index < count() ? level.tag(call.addresses().get(index), tag) : OptionalInt.of(tag);
    }

    /// A parameter's value, or the argument itself; null when nothing sets the parameter.
    @Nullable String parameterOrNull(int index) throws Failed, Rejected {
        return level.run.parameter(raw(index));
    }

    /// A parameter's value, or the argument itself.
    String parameter(int index) throws Failed, Rejected {
        String value = parameterOrNull(index);
        if (value == null) {
            throw new Failed("nothing sets the parameter " + raw(index));
        }
        return value;
    }

    /// All arguments in parentheses, which some functions give when they fail.
    String asText() {
        return "(" + String.join(",", call.arguments()) + ")";
    }

    /// A number, or what to take when the text is none.
    static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }
}
