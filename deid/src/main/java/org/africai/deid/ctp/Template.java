package org.africai.deid.ctp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.deid.InvalidScript;
import org.jspecify.annotations.Nullable;

/// The text of a rule, taken apart: characters to copy and calls to make.
///
/// @param parts in the order in which their results are joined
/// @param isAlways whether it begins with `@always()`, so that the element is made when absent
/// @param source the text
record Template(List<Part> parts, boolean isAlways, String source) {
    static final Template EMPTY = new Template(List.of(), false, "");

    /// Clauses inside clauses, at most.
    static final int MOST_DEPTH = 64;

    private static final Set<String> INSTRUCTIONS = Set.of("remove", "keep", "empty", "blank");

    Template {
        parts = List.copyOf(parts);
    }

    /// A piece of the text.
    sealed interface Part {
        /// Characters as they are.
        record Text(String characters) implements Part {}

        /// A call.
        ///
        /// @param arguments as they stand there; they are not evaluated
        /// @param addresses the arguments as names of elements
        /// @param clauses the scripts in braces behind it
        record Call(
                Function function,
                List<String> arguments,
                List<Address> addresses,
                List<Template> clauses)
                implements Part {
            public Call {
                arguments = List.copyOf(arguments);
                addresses = List.copyOf(addresses);
                clauses = List.copyOf(clauses);
            }
        }
    }

    /// Takes a text apart. What cannot be understood is left as CTP leaves it, and reported.
    ///
    /// @param problems to which a sentence is added for whatever the author cannot have meant
    ///
    /// @throws InvalidScript when clauses stand deeper in each other than [#MOST_DEPTH]
    static Template parse(String text, List<String> problems) throws InvalidScript {
        return new Reader(text, problems, 0).read();
    }

    /// The text that this gives whatever the object is; null when it depends on the object.
    @Nullable String constant() {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String characters) -> all.append(characters);
                case Part.Call call -> {
                    if (call.function() != Function.ALWAYS) {
                        return null;
                    }
                }
            }
        }
        return all.toString();
    }

    /// Reads one text from left to right.
    private static final class Reader {
        private static final char ESCAPE = '\\';

        private final String text;
        private final List<String> problems;
        private final int depth;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder characters = new StringBuilder();
        private int at;

        Reader(String text, List<String> problems, int depth) {
            this.text = text;
            this.problems = problems;
            this.depth = depth;
        }

        Template read() throws InvalidScript {
            if (depth > MOST_DEPTH) {
                throw new InvalidScript("clauses deeper in each other than " + MOST_DEPTH);
            }
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == ESCAPE) {
                    if (at < text.length()) {
                        characters.append(text.charAt(at++));
                    }
                } else if (c != '@') {
                    characters.append(c);
                } else if (!call()) {
                    break;
                }
            }
            flush();
            return new Template(parts, text.strip().startsWith("@always()"), text);
        }

        private void flush() {
            if (!characters.isEmpty()) {
                parts.add(new Part.Text(characters.toString()));
                characters.setLength(0);
            }
        }

        /// Reads what follows an `@`. False when there is no call, which ends the evaluation.
        private boolean call() throws InvalidScript {
            int open = text.indexOf('(', at);
            List<String> arguments = new ArrayList<>();
            String name = open < 0 ? "" : text.substring(at, open).replaceAll("\\s", "");
            if (open >= 0) {
                at = open + 1;
                for (String next = argument(); next != null; next = argument()) {
                    arguments.add(next);
                }
            }
            if (open < 0 || at >= text.length()) {
                problems.add("a call without its parentheses ends the script: " + text);
                return false;
            }
            at++;
            Optional<Function> function = Function.named(name);
            if (function.isPresent()) {
                known(function.get(), arguments);
            } else {
                unknown(name, arguments);
            }
            return true;
        }

        private void unknown(String name, List<String> arguments) {
            if (!INSTRUCTIONS.contains(name)) {
                problems.add("there is no function @" + name + "()");
            }
            characters.append('@').append(name).append('(');
            characters.append(String.join(",", arguments)).append(')');
        }

        private void known(Function function, List<String> arguments) throws InvalidScript {
            List<Template> clauses = new ArrayList<>();
            for (int i = 0; i < function.clauses(); i++) {
                String clause = clause();
                if (clause == null) {
                    // As CTP: the rest of the text is lost.
                    problems.add("a clause in braces is missing: " + text);
                    at = text.length();
                    break;
                }
                clauses.add(new Reader(clause, problems, depth + 1).read());
            }
            flush();
            List<Address> addresses = arguments.stream().map(Address::parse).toList();
            parts.add(new Part.Call(function, arguments, addresses, clauses));
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        /// The next argument, or null at the closing parenthesis or the end. Quotes, brackets and
        /// parentheses protect commas.
        private @Nullable String argument() {
            skipBlanks();
            if (at >= text.length() || text.charAt(at) == ')') {
                return null;
            }
            StringBuilder argument = new StringBuilder();
            Nesting nesting = new Nesting();
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (nesting.isOutside() && (c == ',' || c == ')')) {
                    break;
                }
                if (nesting.takes(c)) {
                    argument.append(c);
                }
            }
            if (at >= text.length()) {
                return null;
            }
            if (text.charAt(at) == ',') {
                at++;
            }
            return argument.toString().strip();
        }

        /// The text between braces, or null when there is none. Only braces are counted.
        private @Nullable String clause() {
            skipBlanks();
            if (at >= text.length() || text.charAt(at) != '{') {
                return null;
            }
            int depth = 0;
            for (int i = at; i < text.length(); i++) {
                depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
                if (depth == 0) {
                    String inside = text.substring(at + 1, i).strip();
                    at = i + 1;
                    return inside;
                }
            }
            return null;
        }
    }

    /// What protects a comma inside an argument.
    private static final class Nesting {
        private boolean isEscaped;
        private boolean isQuoted;
        private int brackets;
        private int parentheses;

        boolean isOutside() {
            return !isEscaped && !isQuoted && brackets == 0 && parentheses == 0;
        }

        /// Counts a character; false when it is an escape, which disappears.
        boolean takes(char c) {
            if (!isEscaped && c == '\\') {
                isEscaped = true;
                return false;
            }
            isEscaped = false;
            if (c == '"') {
                isQuoted = !isQuoted;
            }
            if (!isQuoted) {
                count(c);
            }
            return true;
        }

        private void count(char c) {
            switch (c) {
                case '[' -> brackets++;
                case ']' -> brackets = Math.max(0, brackets - 1);
                case '(' -> parentheses++;
                case ')' -> parentheses = Math.max(0, parentheses - 1);
                default -> {}
            }
        }
    }
}
