package org.africai.deid.filter;

import java.util.ArrayList;
import java.util.List;
import org.africai.deid.InvalidScript;

/// Reads an expression from left to right, the weakest operator first.
final class FilterParser {
    /// Parentheses and negations inside each other, at most.
    private static final int MOST_DEPTH = 200;

    private final String text;
    private int at;
    private int depth;

    FilterParser(String text) {
        this.text = text.replaceAll("(?m)//(?=(?:[^\"\\n]*\"[^\"\\n]*\")*[^\"\\n]*$).*$", " ");
    }

    Term parse() throws InvalidScript {
        Term term = any();
        skipBlanks();
        if (at < text.length()) {
            throw error("an operator is missing");
        }
        return term;
    }

    private Term any() throws InvalidScript {
        List<Term> terms = new ArrayList<>(List.of(all()));
        while (takes('+')) {
            terms.add(all());
        }
        return terms.size() == 1 ? terms.getFirst() : new Term.Any(terms);
    }

    private Term all() throws InvalidScript {
        List<Term> terms = new ArrayList<>(List.of(single()));
        while (takes('*')) {
            terms.add(single());
        }
        return terms.size() == 1 ? terms.getFirst() : new Term.All(terms);
    }

    private Term single() throws InvalidScript {
        if (++depth > MOST_DEPTH) {
            throw error("deeper than " + MOST_DEPTH);
        }
        Term term;
        if (takes('!')) {
            term = new Term.Not(single());
        } else if (takes('(')) {
            term = any();
            require(')');
        } else {
            term = operand();
        }
        depth--;
        return term;
    }

    private Term operand() throws InvalidScript {
        skipBlanks();
        for (boolean constant : new boolean[] {true, false}) {
            String name = constant + ".";
            if (text.startsWith(name, at)) {
                at += name.length();
                return new Term.Constant(constant);
            }
        }
        ElementText element = ElementText.parse(elementName());
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        Method method =
                Method.named(name).orElseThrow(() -> error("no method is called '" + name + "'"));
        require('(');
        String argument = quoted();
        require(')');
        return new Term.Comparison(element, method, argument);
    }

    /// What stands before the point, which may be inside brackets.
    private String elementName() throws InvalidScript {
        int start = at;
        int brackets = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '.' && brackets == 0) {
                return text.substring(start, at++).strip();
            }
        }
        throw error("an element and a method are missing");
    }

    /// Text in quotes, in which a backslash is a backslash and no quote can stand.
    private String quoted() throws InvalidScript {
        require('"');
        int end = text.indexOf('"', at);
        if (end < 0) {
            throw error("a quotation mark is missing");
        }
        String argument = text.substring(at, end);
        at = end + 1;
        return argument;
    }

    private boolean takes(char c) {
        skipBlanks();
        boolean isNext = at < text.length() && text.charAt(at) == c;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private void require(char c) throws InvalidScript {
        if (!takes(c)) {
            throw error("'" + c + "' is missing");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private InvalidScript error(String what) {
        return new InvalidScript("at character " + (at + 1) + ": " + what);
    }
}
