package org.africai.deid.ctp;

import org.africai.deid.rewrite.Rejected;
import org.jspecify.annotations.Nullable;

/// Makes the replacement of one element: the results of a template's calls, joined.
final class Evaluation {
    /// Rules that ask for the results of other rules, at most.
    private static final int MOST_DEPTH = 32;

    /// Longest result, in characters.
    private static final int LONGEST = 16 << 20;

    private final Level level;
    private final int tag;
    private final int depth;
    private boolean isProcessed;

    Evaluation(Level level, int tag) {
        this(level, tag, 0);
    }

    private Evaluation(Level level, int tag, int depth) {
        this.level = level;
        this.tag = tag;
        this.depth = depth;
    }

    /// Whether `@process()` was called.
    boolean isProcessed() {
        return isProcessed;
    }

    /// The result.
    ///
    /// @throws Failed when a function cannot give its result
    /// @throws Rejected when the script refuses the object
    String evaluate(Template template) throws Failed, Rejected {
        StringBuilder result = new StringBuilder();
        for (Template.Part part : template.parts()) {
            switch (part) {
                case Template.Part.Text(String characters) -> result.append(characters);
                case Template.Part.Call call -> result.append(call(call));
            }
            if (result.length() > LONGEST) {
                throw new Failed("the replacement is longer than " + LONGEST + " characters");
            }
        }
        return result.toString();
    }

    /// The result of another element's rule, empty when it has none.
    String ofOther(int otherTag) throws Failed, Rejected {
        ElementRule rule = level.run.rule(otherTag);
        if (rule == null) {
            return "";
        }
        if (depth >= MOST_DEPTH) {
            throw new Failed("rules that need each other");
        }
        return new Evaluation(level, otherTag, depth + 1).evaluate(rule.template());
    }

    private @Nullable String call(Template.Part.Call call) throws Failed, Rejected {
        Arguments arguments = new Arguments(level, tag, call);
        return switch (call.function()) {
            case ALWAYS -> "";
            case PROCESS -> {
                isProcessed = true;
                yield "@keep()";
            }
            case QUARANTINE -> throw new Rejected("the script quarantines this object");
            case SKIP -> throw new Skipped();
            case CALL -> throw new Rejected("the script calls a plug-in, which is not there");
            case IF -> clause(call, Conditions.holds(arguments) ? 0 : 1);
            case SELECT -> clause(call, level.isOutermost() ? 0 : 1);
            case APPEND -> append(call);
            case HASH, HASHDATE, HASHNAME, HASHPTID, HASHUID, ENCRYPT, DECRYPT ->
                    new HashFunctions(this, arguments).call(call.function());
            case DATE, TIME, DATEINTERVAL, INCREMENTDATE, MODIFYDATE ->
                    new DateFunctions(arguments).call(call.function());
            case CONTENTS, VALUE, TRUNCATE, LOWERCASE, UPPERCASE, INITIALS, PATHELEMENT ->
                    new TextFunctions(arguments).call(call.function());
            case PARAM, REQUIRE, ROUND, LOOKUP, INTEGER ->
                    new TableFunctions(arguments).call(call.function());
        };
    }

    private String clause(Template.Part.Call call, int which) throws Failed, Rejected {
        return which < call.clauses().size() ? evaluate(call.clauses().get(which)) : "";
    }

    private String append(Template.Part.Call call) throws Failed, Rejected {
        String value = clause(call, 0);
        String present = level.value(Address.parse("this"), tag);
        return present == null || present.isEmpty() ? value : present + "\\" + value;
    }
}
