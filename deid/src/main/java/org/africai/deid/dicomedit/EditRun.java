package org.africai.deid.dicomedit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.africai.deid.BoundedMatch;
import org.africai.deid.Report;
import org.africai.deid.ctp.LookupTable;
import org.africai.deid.pixel.Area;
import org.africai.deid.pixel.PixelMask;
import org.africai.deid.rewrite.Rejected;
import org.africai.deid.rewrite.Tally;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.jspecify.annotations.Nullable;

/// A script at work on one object: the data set as it is after the statements so far.
final class EditRun {
    /// Longest value that is made, in characters.
    private static final int LONGEST = 16 << 20;

    private final Map<String, String> variables;
    private final Set<String> given;
    private final LookupTable lookup;
    private final MappedUids mapped;
    private final Tally tally = new Tally();
    private final List<Area> areas = new ArrayList<>();
    private int fill = PixelMask.BLACK;
    private Dataset dataset;

    EditRun(Dataset dataset, Map<String, String> variables, LookupTable lookup, MappedUids mapped) {
        this.dataset = dataset;
        this.variables = variables;
        this.given = Set.copyOf(variables.keySet());
        this.lookup = lookup;
        this.mapped = mapped;
    }

    Dataset dataset() {
        return dataset;
    }

    Report report() {
        return tally.report();
    }

    List<Area> areas() {
        return areas;
    }

    int fill() {
        return fill;
    }

    LookupTable lookup() {
        return lookup;
    }

    MappedUids mapped() {
        return mapped;
    }

    /// Replaces the data set; counted when it became another one.
    void become(Dataset changed, String rule) {
        if (changed != dataset) {
            tally.count(rule);
            dataset = changed;
        }
    }

    void blank(Area area, int value) throws Rejected {
        if (!areas.isEmpty() && value != fill) {
            throw new Rejected("areas of different values");
        }
        areas.add(area);
        fill = value;
    }

    void all(List<Statement> statements) throws Rejected {
        for (Statement statement : statements) {
            one(statement);
        }
    }

    private void one(Statement statement) throws Rejected {
        switch (statement) {
            case Statement.Nothing _ -> {}
            case Statement.Delete(EditPath path) ->
                    become(Editing.at(path, dataset, false, Editing::delete), "deleted");
            case Statement.Assign(EditPath path, Expression value, boolean onlyWhenThere) ->
                    assign(path, text(value), onlyWhenThere);
            case Statement.SetVariable(String name, Expression value) -> set(name, value);
            case Statement.Run(Expression.Call call) -> EditFunctions.run(call, this);
            case Statement.If branch ->
                    all(holds(branch.condition()) ? branch.then() : branch.otherwise());
        }
    }

    void assign(EditPath path, String value, boolean onlyWhenThere) throws Rejected {
        Dataset changed =
                Editing.at(
                        path,
                        dataset,
                        !onlyWhenThere,
                        (holder, pattern) -> Editing.assign(holder, pattern, value, onlyWhenThere));
        become(changed, "assigned");
    }

    /// A variable that was given from outside keeps its value: scripts only set defaults.
    private void set(String name, Expression value) throws Rejected {
        if (!given.contains(name)) {
            variables.put(name, String.join("\\", kept(value)));
        }
    }

    /// What a variable keeps: of lists the tags in them, not what is there now.
    private List<String> kept(Expression value) throws Rejected {
        if (!(value instanceof Expression.ListOf(List<Expression> values))) {
            return list(value);
        }
        List<String> kept = new ArrayList<>();
        for (Expression one : values) {
            if (one instanceof Expression.Reference(EditPath path)) {
                kept.add(path.text());
            } else {
                kept.addAll(kept(one));
            }
        }
        return kept;
    }

    private boolean holds(Statement.Condition condition) throws Rejected {
        String left = text(condition.left());
        @Nullable Expression other = condition.right();
        String right = other == null ? "" : text(other);
        return switch (condition.operator()) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case MATCHES -> matches(right, left);
            case NOT_MATCHES -> !matches(right, left);
            case IS_TRUE -> left.equals("true");
        };
    }

    private static boolean matches(String regex, String text) throws Rejected {
        return BoundedMatch.matches(regex, text)
                .orElseThrow(() -> new Rejected("a regular expression is wrong or takes too long"));
    }

    // ---- values

    /// The value as one text; of lists the values joined by backslashes.
    String text(Expression expression) throws Rejected {
        String text =
                switch (expression) {
                    case Expression.Literal(String literal) -> literal;
                    case Expression.Reference(EditPath path) -> valueAt(path);
                    case Expression.Variable(String name) -> variable(name);
                    case Expression.Call call -> EditFunctions.value(call, this);
                    case Expression.ListOf _ -> String.join("\\", list(expression));
                };
        if (text.length() > LONGEST) {
            throw new Rejected("a value longer than " + LONGEST + " characters");
        }
        return text;
    }

    /// The values of a list, lists in it flattened; of anything else its text.
    List<String> list(Expression expression) throws Rejected {
        List<String> values = new ArrayList<>();
        switch (expression) {
            case Expression.ListOf(List<Expression> inner) -> {
                for (Expression one : inner) {
                    values.addAll(list(one));
                }
            }
            case Expression.Variable(String name) ->
                    values.addAll(List.of(variable(name).split("\\\\", -1)));
            case Expression.Call call when call.function().equals("collectvalues") ->
                    values.addAll(EditFunctions.collect(call, this));
            case Expression.Literal _, Expression.Reference _, Expression.Call _ ->
                    values.add(text(expression));
        }
        return values;
    }

    private String variable(String name) throws Rejected {
        String value = variables.get(name);
        if (value == null) {
            throw new Rejected("nothing sets the variable " + name);
        }
        return value;
    }

    /// The value of the first element at a path, empty when there is none.
    String valueAt(EditPath path) throws Rejected {
        List<String> values = valuesAt(path);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// The values of all elements at a path, those of one element joined by backslashes.
    List<String> valuesAt(EditPath path) throws Rejected {
        List<String> values = new ArrayList<>();
        Editing.at(
                path,
                dataset,
                false,
                (holder, pattern) -> {
                    for (Element element : holder) {
                        if (pattern.matches(element.tag(), holder)) {
                            values.add(String.join("\\", element.strings()));
                        }
                    }
                    return holder;
                });
        return values;
    }

    /// Whether a path leads to an element.
    boolean isThere(EditPath path) throws Rejected {
        return !valuesAt(path).isEmpty();
    }

    /// The tag that a path of one step names here.
    OptionalInt tag(EditPath path) {
        return path.isLast() && path.first().tag().isSingle()
                ? path.first().tag().tag(dataset)
                : OptionalInt.empty();
    }
}
