package org.africai.deid.dicomedit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.deid.InvalidScript;

/// A script of XNAT's DicomEdit 6, versions 6.0 to 6.7. Its first statement says the version;
/// scripts without one are of DicomEdit 4, another language, and refused. Immutable.
public final class DicomEditScript {
    /// Longest script, in characters.
    public static final int MOST_CHARACTERS = 1 << 20;

    private static final Pattern VERSION =
            Pattern.compile("(?:\\s|//[^\\n]*\\n)*version\\s+\"6\\.([0-7])\"");

    private final List<Statement> statements;

    private DicomEditScript(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /// Reads a script.
    ///
    /// @throws InvalidScript when it is not of this language, calls a function that does not exist,
    ///   or is too long
    public static DicomEditScript parse(String text) throws InvalidScript {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidScript("longer than " + MOST_CHARACTERS + " characters");
        }
        Matcher version = VERSION.matcher(text);
        if (!version.lookingAt()) {
            throw new InvalidScript("the first statement must be version \"6.0\" to \"6.7\"");
        }
        return new DicomEditScript(new EditParser(Tokens.of(text)).parse());
    }

    /// Number of statements outside blocks, `version` and other declarations included.
    public int size() {
        return statements.size();
    }

    List<Statement> statements() {
        return statements;
    }
}
