package org.africai.deid.ctp;

import java.util.OptionalInt;
import org.africai.deid.Leak;
import org.africai.deid.Secret;
import org.africai.deid.rewrite.Rejected;
import org.jspecify.annotations.Nullable;

/// Functions that hide a value behind a number or a cipher.
final class HashFunctions {
    private static final String REMOVE = "@remove()";
    private static final String EMPTY = "@empty()";
    private static final int SHORTEST_DATE = 8;
    private static final int WHOLE = Integer.MAX_VALUE;
    private static final int NAME_DIGITS = 4;

    private final Evaluation evaluation;
    private final Arguments arguments;

    HashFunctions(Evaluation evaluation, Arguments arguments) {
        this.evaluation = evaluation;
        this.arguments = arguments;
    }

    /// CTP gives the arguments as text when something goes wrong, or an empty date.
    String call(Function function) throws Rejected {
        try {
            return switch (function) {
                case HASH -> hash();
                case HASHDATE -> hashDate();
                case HASHNAME -> hashName();
                case HASHPTID -> hashPatient();
                case HASHUID -> hashUid();
                case ENCRYPT -> Blowfish.encrypt(arguments.value(0), arguments.parameter(1));
                case DECRYPT -> Blowfish.decrypt(arguments.value(0), arguments.parameter(1));
                default -> throw new IllegalStateException(function.name());
            };
        } catch (Failed failed) {
            if (!arguments.level.run.isCompatible()) {
                throw new Rejected(failed.reason());
            }
            return function == Function.HASHDATE ? EMPTY : arguments.asText();
        }
    }

    private Hash hasher() {
        CtpRun run = arguments.level.run;
        Secret secret = run.rules.policy().secret();
        if (secret == null || !run.closes(Leak.KEYLESS_HASH)) {
            return Hash.UNKEYED;
        }
        run.tally.closed(Leak.KEYLESS_HASH);
        return new Hash(secret);
    }

    private String hash() throws Failed, Rejected {
        String value = arguments.valueOrNull(0);
        if (value == null) {
            return REMOVE;
        }
        int length =
                arguments.count() > 1 ? Arguments.number(arguments.parameter(1), WHOLE) : WHOLE;
        return hasher().digits("hash", value, length);
    }

    private String hashDate() throws Failed {
        String date = arguments.valueOrNull(0);
        if (date == null) {
            return REMOVE;
        }
        if (date.length() < SHORTEST_DATE) {
            return EMPTY;
        }
        String other = arguments.valueOrNull(1);
        return other == null ? REMOVE : OldDates.incrementAll(date, daysBack(other));
    }

    private long daysBack(String other) {
        String digits = hasher().digits("hashdate", other, WHOLE);
        String last = digits.substring(Math.max(0, digits.length() - 4));
        long days = Long.parseLong(last) % 3650;
        return days == 0 ? -1 : -days;
    }

    private String hashName() throws Failed, Rejected {
        String name = arguments.value(0);
        int length = Arguments.number(arguments.parameterOrNull(1), NAME_DIGITS);
        int wanted =
                arguments.count() > 2
                        ? Arguments.number(arguments.parameterOrNull(2), WHOLE)
                        : WHOLE;
        String[] words = name.split("\\^");
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < words.length && i < (wanted <= 0 ? WHOLE : wanted); i++) {
            joined.append(words[i]);
        }
        String plain =
                joined.toString().replaceAll("[\\s,'^.]", "").toUpperCase(java.util.Locale.ROOT);
        return hasher().digits("hashname", plain, length);
    }

    private String hashPatient() throws Failed, Rejected {
        if (arguments.count() < 2) {
            return arguments.asText();
        }
        String site = Arguments.emptyWhenNull(arguments.parameterOrNull(0)).strip();
        String patient = arguments.value(1).strip();
        int length =
                arguments.count() > 2
                        ? Arguments.number(arguments.parameterOrNull(2), WHOLE)
                        : WHOLE;
        return hasher().digits("hashptid", "[" + site + "]" + patient, length);
    }

    private String hashUid() throws Failed, Rejected {
        if (arguments.count() < 2) {
            return arguments.asText();
        }
        String root = arguments.parameter(0);
        String uid = arguments.valueOrNull(1);
        return uid == null ? REMOVE : hasher().uid(root, uid + suffix());
    }

    /// The result of the rule of a third argument's element.
    private String suffix() throws Failed, Rejected {
        if (arguments.count() < 3) {
            return "";
        }
        OptionalInt other = arguments.tag(2);
        @Nullable String result = other.isPresent() ? evaluation.ofOther(other.getAsInt()) : "";
        return Arguments.emptyWhenNull(result);
    }
}
