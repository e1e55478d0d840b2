package org.africai.deid.dicomedit;

import java.util.ArrayList;
import java.util.List;
import org.africai.deid.InvalidScript;
import org.africai.deid.rewrite.Rejected;

/// What a call was given.
record Parameters(Expression.Call call, EditRun run) {
    int count() {
        return call.arguments().size();
    }

    private Expression at(int index) throws Rejected {
        if (index >= count()) {
            throw new Rejected(call.function() + " needs more arguments");
        }
        return call.arguments().get(index);
    }

    String text(int index) throws Rejected {
        return run.text(at(index));
    }

    /// The texts from an argument on, lists flattened.
    List<String> texts(int first) throws Rejected {
        List<String> texts = new ArrayList<>();
        for (int i = first; i < count(); i++) {
            texts.addAll(run.list(at(i)));
        }
        return texts;
    }

    int number(int index) throws Rejected {
        return (int) longNumber(index);
    }

    long longNumber(int index) throws Rejected {
        try {
            return Long.parseLong(text(index).strip());
        } catch (NumberFormatException _) {
            throw new Rejected(call.function() + " needs a number");
        }
    }

    /// A tag, or a text that is one.
    EditPath path(int index) throws Rejected {
        return path(at(index));
    }

    private EditPath path(Expression expression) throws Rejected {
        return expression instanceof Expression.Reference(EditPath path)
                ? path
                : parsed(run.text(expression));
    }

    private EditPath parsed(String text) throws Rejected {
        try {
            return EditPath.parse(text.strip());
        } catch (InvalidScript _) {
            throw new Rejected(call.function() + " needs a tag");
        }
    }

    /// The tags from an argument on, lists flattened.
    List<EditPath> paths(int first) throws Rejected {
        List<EditPath> paths = new ArrayList<>();
        for (int i = first; i < count(); i++) {
            collect(at(i), paths);
        }
        return paths;
    }

    private void collect(Expression expression, List<EditPath> paths) throws Rejected {
        switch (expression) {
            case Expression.ListOf(List<Expression> values) -> {
                for (Expression value : values) {
                    collect(value, paths);
                }
            }
            case Expression.Variable _ -> {
                for (String text : run.list(expression)) {
                    if (!text.isEmpty()) {
                        paths.add(parsed(text));
                    }
                }
            }
            case Expression.Literal _, Expression.Reference _, Expression.Call _ ->
                    paths.add(path(expression));
        }
    }
}
