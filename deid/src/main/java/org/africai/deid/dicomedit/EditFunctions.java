package org.africai.deid.dicomedit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.africai.deid.BoundedMatch;
import org.africai.deid.rewrite.Rejected;

/// The functions that give a value. Those that change the object are in [EditProcedures].
final class EditFunctions {
    private static final Set<String> KNOWN =
            Set.of(
                    "concatenate",
                    "format",
                    "lowercase",
                    "uppercase",
                    "substring",
                    "replace",
                    "match",
                    "ismatch",
                    "ispresent",
                    "true",
                    "false",
                    "hashuid",
                    "newuid",
                    "mapuid",
                    "lookup",
                    "geturl",
                    "urlencode",
                    "shiftdatebyincrement",
                    "shiftdatetimebyincrement",
                    "normalizestring",
                    "collectvalues");

    private EditFunctions() {}

    static boolean isKnown(String function) {
        return KNOWN.contains(function) || EditProcedures.isKnown(function);
    }

    /// A call as a statement. Shifts of an element then change it.
    static void run(Expression.Call call, EditRun run) throws Rejected {
        if (EditProcedures.isKnown(call.function())) {
            EditProcedures.run(call, run);
            return;
        }
        String value = value(call, run);
        boolean isShift = call.function().startsWith("shiftdate");
        boolean isInPlace = isShift && call.arguments().getFirst() instanceof Expression.Reference;
        if (isInPlace && !value.isEmpty()) {
            run.assign(new Parameters(call, run).path(0), value, true);
        }
    }

    /// The value of a call; of one that changes the object empty, after it did.
    static String value(Expression.Call call, EditRun run) throws Rejected {
        if (EditProcedures.isKnown(call.function())) {
            EditProcedures.run(call, run);
            return "";
        }
        Parameters given = new Parameters(call, run);
        return switch (call.function()) {
            case "true" -> "true";
            case "false" -> "false";
            case "concatenate" -> String.join("", given.texts(0));
            case "format" -> format(given);
            case "lowercase" -> given.text(0).toLowerCase(Locale.ROOT);
            case "uppercase" -> given.text(0).toUpperCase(Locale.ROOT);
            case "substring" -> substring(given);
            case "replace" -> given.text(0).replace(given.text(1), given.text(2));
            case "match" -> match(given);
            case "ismatch" -> String.valueOf(isMatch(given));
            case "ispresent" -> String.valueOf(run.isThere(given.path(0)));
            case "urlencode" -> URLEncoder.encode(given.text(0), UTF_8);
            case "normalizestring" -> normalized(given);
            case "collectvalues" -> String.join("\\", collect(call, run));
            case "lookup" -> lookup(given, run);
            case "geturl" -> throw new Rejected("a script may not fetch addresses here");
            case "hashuid" -> EditUids.hashed(given.text(0));
            case "newuid" -> EditUids.random();
            case "mapuid" -> run.mapped().of(given.text(0), given.text(1));
            default -> shifted(call.function(), given);
        };
    }

    private static String format(Parameters given) throws Rejected {
        try {
            Object[] values = given.texts(1).toArray();
            return new MessageFormat(given.text(0), Locale.ROOT).format(values);
        } catch (IllegalArgumentException _) {
            throw new Rejected("format has a wrong pattern");
        }
    }

    private static String substring(Parameters given) throws Rejected {
        String text = given.text(0);
        int from = given.number(1);
        int to = given.count() > 2 ? given.number(2) : text.length();
        if (from < 0 || to < from || to > text.length()) {
            throw new Rejected("substring is outside its text");
        }
        return text.substring(from, to);
    }

    private static String match(Parameters given) throws Rejected {
        return BoundedMatch.group(given.text(1), given.text(0), given.number(2))
                .orElseThrow(EditFunctions::wrongExpression);
    }

    private static boolean isMatch(Parameters given) throws Rejected {
        return BoundedMatch.matches(given.text(1), given.text(0))
                .orElseThrow(EditFunctions::wrongExpression);
    }

    private static Rejected wrongExpression() {
        return new Rejected("a regular expression is wrong or takes too long");
    }

    /// Every character beyond ASCII is replaced.
    private static String normalized(Parameters given) throws Rejected {
        String other = given.count() > 1 ? given.text(1) : "_";
        StringBuilder text = new StringBuilder();
        given.text(0)
                .codePoints()
                .forEach(c -> text.append(c < 0x80 ? Character.toString(c) : other));
        return text.toString();
    }

    private static String lookup(Parameters given, EditRun run) throws Rejected {
        String type = given.text(0);
        return run.lookup()
                .find(type, given.text(1))
                .orElseThrow(() -> new Rejected("the lookup table has no such value of " + type));
    }

    private static String shifted(String function, Parameters given) throws Rejected {
        boolean isDate = function.equals("shiftdatebyincrement");
        String unit = given.count() > 2 ? given.text(2) : isDate ? "days" : "seconds";
        return EditDates.shift(given.text(0), given.longNumber(1), unit);
    }

    /// The values of all elements at the paths that are given.
    static List<String> collect(Expression.Call call, EditRun run) throws Rejected {
        Parameters given = new Parameters(call, run);
        List<String> values = new ArrayList<>();
        for (EditPath path : given.paths(0)) {
            values.addAll(run.valuesAt(path));
        }
        return values;
    }
}
