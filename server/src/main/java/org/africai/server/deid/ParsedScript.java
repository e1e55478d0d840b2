package org.africai.server.deid;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.InvalidScript;
import org.africai.deid.ctp.CtpScript;
import org.africai.deid.dicomedit.DicomEditScript;

/// A script that has been understood.
sealed interface ParsedScript {
    /// Characters of a script at most.
    int MOST_CHARACTERS = 1 << 20;

    record DicomEdit(DicomEditScript script) implements ParsedScript {}

    record Ctp(CtpScript script) implements ParsedScript {}

    /// @param options of the Basic Profile
    record Profile(Set<DeidentificationMethod> options) implements ParsedScript {
        public Profile {
            options = Set.copyOf(options);
        }
    }

    /// A script that was set once and cannot be read: it lets nothing through.
    record Unreadable(String why) implements ParsedScript {}

    /// Reads a script in the language that it shows: `version "6.1"` begins one of DicomEdit, a
    /// `<script>` or lines such as `set.[…]` are CTP's, `profile` names one of PS3.15.
    ///
    /// @throws InvalidScript when it is none of these, or not well written; says in which line
    static ParsedScript of(String text) throws InvalidScript {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidScript("it is longer than " + MOST_CHARACTERS + " characters");
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (Shape.XML.matcher(plain).lookingAt()) {
            return CtpText.xml(plain);
        }
        if (Shape.PROFILE.matcher(plain).lookingAt()) {
            return ProfileText.parse(plain);
        }
        if (Shape.PROPERTIES.matcher(plain).lookingAt()) {
            return CtpText.properties(plain);
        }
        return dicomEdit(plain);
    }

    private static ParsedScript dicomEdit(String text) throws InvalidScript {
        if (!Shape.VERSION.matcher(text).lookingAt()) {
            throw new InvalidScript(
                    "line 1: it is none of: a script of DicomEdit 6, which begins with version"
                            + " \"6.0\" to \"6.7\" (DicomEdit 4 is not supported); a script of"
                            + " CTP's DicomAnonymizer, as XML or properties; a profile of PS3.15,"
                            + " such as: profile basic");
        }
        return new DicomEdit(DicomEditScript.parse(text));
    }

    default Language language() {
        return switch (this) {
            case DicomEdit _ -> Language.DICOM_EDIT;
            case Ctp _ -> Language.CTP;
            case Profile _ -> Language.PROFILE;
            case Unreadable _ -> Language.UNREADABLE;
        };
    }

    /// What its author cannot have meant, though it can be obeyed.
    default List<String> doubts() {
        return this instanceof Ctp(CtpScript script) ? script.problems() : List.of();
    }

    /// By what the languages are told apart: the first line that is no comment.
    final class Shape {
        static final Pattern XML = Pattern.compile("\\s*<");
        static final Pattern PROFILE = Pattern.compile("(?:\\s|(?:#|//)[^\\n]*\\n)*profile\\b");
        static final Pattern PROPERTIES =
                Pattern.compile("(?:\\s|[#!][^\\n]*\\n)*(?:set\\.\\[|param\\.|keep\\.|remove\\.)");
        static final Pattern VERSION = Pattern.compile("(?:\\s|//[^\\n]*\\n)*version\\b");

        private Shape() {}
    }
}
