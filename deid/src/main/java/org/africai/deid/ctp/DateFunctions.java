package org.africai.deid.ctp;

import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import org.africai.deid.rewrite.Rejected;

/// Functions that give dates and times.
final class DateFunctions {
    private static final String REMOVE = "@remove()";
    private static final String EMPTY = "@empty()";
    private static final int SHORTEST_DATE = 8;

    private final Arguments arguments;

    DateFunctions(Arguments arguments) {
        this.arguments = arguments;
    }

    String call(Function function) throws Failed, Rejected {
        return switch (function) {
            case DATE -> date();
            case TIME -> time();
            case DATEINTERVAL -> interval();
            case INCREMENTDATE -> emptyWhenFailed(this::increment);
            case MODIFYDATE -> emptyWhenFailed(this::modify);
            default -> throw new IllegalStateException(function.name());
        };
    }

    /// Something that gives a date.
    private interface Source {
        String get() throws Failed, Rejected;
    }

    private static String emptyWhenFailed(Source source) throws Rejected {
        try {
            return source.get();
        } catch (Failed _) {
            return EMPTY;
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.now(arguments.level.run.rules.clock());
    }

    private String date() {
        String between = arguments.text(0);
        LocalDateTime now = now();
        return String.format(
                Locale.ROOT,
                "%04d%s%02d%s%02d",
                now.getYear(),
                between,
                now.getMonthValue(),
                between,
                now.getDayOfMonth());
    }

    private String time() {
        String between = arguments.text(0);
        LocalDateTime now = now();
        return String.format(
                Locale.ROOT,
                "%02d%s%02d%s%02d",
                now.getHour(),
                between,
                now.getMinute(),
                between,
                now.getSecond());
    }

    private String increment() throws Failed, Rejected {
        String date = arguments.valueOrNull(0);
        if (date == null) {
            return REMOVE;
        }
        if (date.length() < SHORTEST_DATE) {
            return EMPTY;
        }
        return OldDates.incrementAll(date, days(increment(arguments.count())));
    }

    private String increment(int count) throws Failed, Rejected {
        return switch (count) {
            case 2 -> arguments.parameter(1);
            case 3 -> looked(arguments.parameter(2), arguments.value(1));
            default -> throw new Failed("@incrementdate takes two or three arguments");
        };
    }

    private String looked(String type, String key) throws Failed {
        return arguments
                .level
                .run
                .rules
                .lookup()
                .find(type, key)
                .orElseThrow(() -> new Failed("the lookup table has no such value of " + type));
    }

    private static long days(String text) throws Failed {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new Failed("not a number of days");
        }
    }

    private String modify() throws Failed, Rejected {
        String date = arguments.valueOrNull(0);
        if (date == null) {
            return REMOVE;
        }
        return date.length() < SHORTEST_DATE
                ? EMPTY
                : OldDates.modifyAll(date, part(1), part(2), part(3));
    }

    /// A year, month or day, or -1 to leave it.
    private int part(int index) throws Failed, Rejected {
        return Arguments.number(arguments.parameter(index).strip(), -1);
    }

    /// Days between a date and the one that a table has for a key.
    private String interval() throws Failed, Rejected {
        if (arguments.count() < 3) {
            throw new Failed("@dateinterval takes three or four arguments");
        }
        String date = arguments.value(0);
        Level root = arguments.level.root();
        String key = Arguments.emptyWhenNull(root.value(arguments.address(2), arguments.tag));
        Optional<Long> days = OldDates.between(looked(arguments.raw(1), key), date);
        if (days.isEmpty()) {
            throw new Failed("@dateinterval has no two dates");
        }
        return arguments.count() == 3
                ? Long.toString(days.get())
                : OldDates.increment(arguments.parameter(3), days.get());
    }
}
