package org.africai.deid.filter;

import org.africai.deid.InvalidScript;
import org.africai.dicom.io.DicomFile;

/// A yes-or-no question about an object, in the language of CTP's DicomFilter:
/// `Modality.equals("CT") * !SeriesDescription.containsIgnoreCase("scout")`.
///
/// Operands are `true.`, `false.` and `Element.method("text")`; `!` is not, `*` and, `+` or, in
/// this order of strength; parentheses group, `//` starts a comment. An element is a name,
/// `[gggg,eeee]` or a path with `::`; the text compared is all its values joined by backslashes,
/// nothing when it is absent. Immutable, and safe for use by many threads.
public final class FilterExpression {
    /// Longest expression, in characters.
    public static final int MOST_CHARACTERS = 1 << 20;

    /// Answers yes to every object, as a missing script does.
    public static final FilterExpression ALWAYS = new FilterExpression(new Term.Constant(true));

    private final Term term;

    private FilterExpression(Term term) {
        this.term = term;
    }

    /// Reads an expression. CTP says no to every object when it cannot read one; here that is an
    /// error.
    ///
    /// @throws InvalidScript when the text is no expression, or too long or too deep
    public static FilterExpression parse(String text) throws InvalidScript {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidScript("longer than " + MOST_CHARACTERS + " characters");
        }
        return new FilterExpression(new FilterParser(text).parse());
    }

    /// Whether the answer is yes.
    public boolean test(DicomFile file) {
        return term.test(file);
    }
}
