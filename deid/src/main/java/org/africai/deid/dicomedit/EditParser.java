package org.africai.deid.dicomedit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.africai.deid.InvalidScript;

/// Reads the statements of a script.
final class EditParser {
    /// Blocks, calls and lists inside each other, at most.
    private static final int MOST_DEPTH = 64;

    private final List<Token> tokens;
    private int at;
    private int depth;

    EditParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// All statements; `version` must have been the first, see [DicomEditScript].
    List<Statement> parse() throws InvalidScript {
        List<Statement> statements = new ArrayList<>();
        skipLineEnds();
        while (peek().kind() != Token.Kind.END) {
            statements.add(statement());
            endOfStatement();
        }
        return statements;
    }

    private void endOfStatement() throws InvalidScript {
        if (peek().kind() != Token.Kind.LINE_END && !peek().is("}")) {
            throw error("the line should end here");
        }
        skipLineEnds();
    }

    private Statement statement() throws InvalidScript {
        Token token = peek();
        if (token.is("-")) {
            at++;
            return new Statement.Delete(path());
        }
        if (token.is("if")) {
            at++;
            return block();
        }
        if (token.is("version") || token.is("describe") || token.is("export") || token.is("echo")) {
            return declaration();
        }
        if (token.is("removeAllPrivateTags") && !peek(1).is("[")) {
            at++;
            return new Statement.Run(new Expression.Call("removeallprivatetags", List.of()));
        }
        boolean isVariable = token.kind() == Token.Kind.WORD && peek(1).is(":=");
        if (isVariable) {
            at += 2;
            return new Statement.SetVariable(token.text(), expression());
        }
        boolean isElement =
                token.kind() == Token.Kind.PATH && (peek(1).is(":=") || peek(1).is("?="));
        return isElement ? assignment() : conditionalOrCall();
    }

    private Statement assignment() throws InvalidScript {
        EditPath path = path();
        boolean onlyWhenThere = take().is("?=");
        return new Statement.Assign(path, expression(), onlyWhenThere);
    }

    /// A declaration has names and texts up to the end of its line.
    private Statement declaration() {
        while (peek().kind() != Token.Kind.LINE_END) {
            at++;
        }
        return new Statement.Nothing();
    }

    private Statement conditionalOrCall() throws InvalidScript {
        Expression left = expression();
        boolean isCall = left instanceof Expression.Call;
        boolean isStatement =
                peek().kind() == Token.Kind.LINE_END || peek().is(":") || peek().is("}");
        if (isCall && isStatement && left instanceof Expression.Call call) {
            return new Statement.Run(call);
        }
        Statement.Condition condition = condition(left);
        require("?");
        Statement then = statement();
        List<Statement> otherwise = List.of();
        if (peek().is(":")) {
            at++;
            otherwise = List.of(statement());
        }
        return new Statement.If(condition, List.of(then), otherwise);
    }

    private Statement.Condition condition(Expression left) throws InvalidScript {
        for (Statement.Operator operator : Statement.Operator.values()) {
            boolean isNext = operator != Statement.Operator.IS_TRUE && peek().is(operator.sign());
            if (isNext) {
                at++;
                return new Statement.Condition(left, operator, expression());
            }
        }
        return new Statement.Condition(left, Statement.Operator.IS_TRUE, null);
    }

    /// What follows `if` or `elseif`.
    private Statement block() throws InvalidScript {
        enter();
        require("(");
        Statement.Condition condition = condition(expression());
        require(")");
        List<Statement> then = braces();
        int before = at;
        skipLineEnds();
        List<Statement> otherwise = List.of();
        if (peek().is("elseif")) {
            at++;
            otherwise = List.of(block());
        } else if (peek().is("else")) {
            at++;
            otherwise = braces();
        } else {
            at = before;
        }
        depth--;
        return new Statement.If(condition, then, otherwise);
    }

    private List<Statement> braces() throws InvalidScript {
        skipLineEnds();
        require("{");
        skipLineEnds();
        List<Statement> statements = new ArrayList<>();
        while (!peek().is("}")) {
            statements.add(statement());
            endOfStatement();
        }
        at++;
        return statements;
    }

    private Expression expression() throws InvalidScript {
        enter();
        Token token = peek();
        Expression expression =
                switch (token.kind()) {
                    case STRING, NUMBER -> new Expression.Literal(take().text());
                    case PATH -> new Expression.Reference(path());
                    case WORD -> wordOrCall();
                    case SIGN, LINE_END, END -> {
                        if (!token.is("{")) {
                            throw error("a value is missing");
                        }
                        at++;
                        yield new Expression.ListOf(values("}"));
                    }
                };
        depth--;
        return expression;
    }

    private Expression wordOrCall() throws InvalidScript {
        String name = take().text();
        if (!peek().is("[")) {
            return new Expression.Variable(name);
        }
        at++;
        String function = name.toLowerCase(Locale.ROOT);
        if (!EditFunctions.isKnown(function)) {
            throw error("there is no function " + name);
        }
        return new Expression.Call(function, values("]"));
    }

    private List<Expression> values(String end) throws InvalidScript {
        List<Expression> values = new ArrayList<>();
        skipLineEnds();
        while (!peek().is(end)) {
            values.add(expression());
            skipLineEnds();
            if (!peek().is(end)) {
                require(",");
                skipLineEnds();
            }
        }
        at++;
        return values;
    }

    private EditPath path() throws InvalidScript {
        if (peek().kind() != Token.Kind.PATH) {
            throw error("a tag is missing");
        }
        return EditPath.parse(take().text());
    }

    private void enter() throws InvalidScript {
        if (++depth > MOST_DEPTH) {
            throw error("deeper than " + MOST_DEPTH);
        }
    }

    private void require(String sign) throws InvalidScript {
        if (!peek().is(sign)) {
            throw error("'" + sign + "' is missing");
        }
        at++;
    }

    private void skipLineEnds() {
        while (peek().kind() == Token.Kind.LINE_END) {
            at++;
        }
    }

    private Token take() {
        return tokens.get(at++);
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private InvalidScript error(String what) {
        return new InvalidScript("line " + peek().line() + ": " + what);
    }
}
