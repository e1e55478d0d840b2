package org.africai.deid.dicomedit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.deid.InvalidScript;

/// Cuts a script into pieces. Ends of lines are pieces too; a backslash before one takes it away.
final class Tokens {
    private static final Pattern BLANK = Pattern.compile("(?:[ \\t\\f\\r]|\\\\\\r?\\n|//[^\\n]*)+");
    private static final Pattern STRING =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern SIGN = Pattern.compile(":=|\\?=|!=|!~|[-=~?:\\[\\](){},]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) throws InvalidScript {
        return new Tokens(text).read();
    }

    private List<Token> read() throws InvalidScript {
        while (at < text.length()) {
            next();
        }
        add(Token.Kind.LINE_END, "");
        add(Token.Kind.END, "");
        return tokens;
    }

    private void next() throws InvalidScript {
        Matcher blank = match(BLANK);
        if (blank != null) {
            take(blank);
        } else if (text.charAt(at) == '\n') {
            add(Token.Kind.LINE_END, "");
            at++;
            line++;
        } else if (!takes(EditPath.WHOLE, Token.Kind.PATH) && !string() && !number()) {
            boolean isKnown = takes(WORD, Token.Kind.WORD) || takes(SIGN, Token.Kind.SIGN);
            if (!isKnown) {
                throw new InvalidScript("line " + line + ": what is '" + text.charAt(at) + "'?");
            }
        }
    }

    /// A minus is a sign where a number cannot stand.
    private boolean number() {
        boolean mayStand =
                !tokens.isEmpty()
                        && tokens.getLast().kind() == Token.Kind.SIGN
                        && !tokens.getLast().is("]")
                        && !tokens.getLast().is(")");
        return (mayStand || text.charAt(at) != '-') && takes(NUMBER, Token.Kind.NUMBER);
    }

    private boolean string() throws InvalidScript {
        if (text.charAt(at) != '"') {
            return false;
        }
        Matcher matcher = match(STRING);
        if (matcher == null) {
            throw new InvalidScript("line " + line + ": a string without an end");
        }
        add(Token.Kind.STRING, unescaped(matcher.group(1)));
        take(matcher);
        return true;
    }

    private static String unescaped(String raw) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length()) {
                plain.append(escaped(raw.charAt(++i)));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\', '"', '\'' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private boolean takes(Pattern pattern, Token.Kind kind) {
        Matcher matcher = match(pattern);
        if (matcher == null) {
            return false;
        }
        add(kind, matcher.group());
        take(matcher);
        return true;
    }

    private @org.jspecify.annotations.Nullable Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher : null;
    }

    private void take(Matcher matcher) {
        at = matcher.end();
        line += (int) matcher.group().chars().filter(c -> c == '\n').count();
    }

    private void add(Token.Kind kind, String value) {
        tokens.add(new Token(kind, value, line));
    }
}
