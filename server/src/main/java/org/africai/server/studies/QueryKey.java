package org.africai.server.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.server.http.Refusal;

/// A key of a query: an attribute, and what it is to match.
///
/// @param tag of the attribute
public record QueryKey(int tag, Matching matching) {
    /// Characters of a value at most.
    private static final int MAX_VALUE = 1_024;

    private static final int MAX_UIDS = 10_000;
    private static final Pattern UID_DELIMITER = Pattern.compile("[\\\\,]");
    private static final Pattern NAME_DELIMITER = Pattern.compile("[\\s^=*?,]+");
    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final Pattern TIME = Pattern.compile("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4,14}(\\.\\d{1,6})?");

    /// A key that only asks for the attribute.
    public static QueryKey any(int tag) {
        return new QueryKey(tag, new Matching.Universal());
    }

    /// The key that a text means, by the attribute's VR: nothing is universal matching, UIDs may be
    /// several behind commas or backslashes, dates and times may be ranges, and other text may hold
    /// wildcards.
    ///
    /// @param fuzzy whether names of persons match by their words
    /// @throws Refusal when the attribute cannot have such a value
    public static QueryKey of(int tag, String text, boolean fuzzy) {
        String value = text.strip();
        Vr vr = Dictionary.vr(tag);
        if (value.isEmpty() || value.equals("*") || value.equals("\"\"")) {
            return any(tag);
        }
        if ((vr != Vr.UI && value.length() > MAX_VALUE) || value.indexOf('\0') >= 0) {
            throw refused(tag, "a value of at most " + MAX_VALUE + " characters");
        }
        return new QueryKey(tag, matching(tag, vr, value, fuzzy));
    }

    private static Matching matching(int tag, Vr vr, String value, boolean fuzzy) {
        return switch (vr) {
            case UI -> uids(tag, value);
            case DA -> range(tag, value, DATE);
            case TM -> range(tag, value.replace(":", ""), TIME);
            case DT -> range(tag, value, DATE_TIME);
            case SQ -> throw refused(tag, "the attributes of its items: Sequence.Attribute=…");
            case PN -> fuzzy ? new Matching.Fuzzy(words(value)) : text(value);
            default -> vr.isText() ? text(value) : new Matching.Single(value);
        };
    }

    private static Matching text(String value) {
        if (value.indexOf('*') >= 0 || value.indexOf('?') >= 0) {
            return new Matching.Wildcard(value);
        }
        return value.indexOf('\\') < 0
                ? new Matching.Single(value)
                : new Matching.AnyOf(List.of(value.split("\\\\")));
    }

    /// The text in capitals as the index has names, which knows letters of ASCII only: others match
    /// as they are written.
    static String upper(String text) {
        var upper = new StringBuilder(text);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (c >= 'a' && c <= 'z') {
                upper.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return upper.toString();
    }

    private static List<String> words(String value) {
        return Arrays.stream(NAME_DELIMITER.split(value))
                .filter(word -> !word.isEmpty())
                .map(word -> upper(word))
                .toList();
    }

    private static Matching uids(int tag, String value) {
        List<String> uids = new ArrayList<>();
        for (String part : UID_DELIMITER.split(value)) {
            String uid = part.strip();
            if (!uid.isEmpty()) {
                uids.add(uid);
            }
        }
        if (uids.size() > MAX_UIDS || !uids.stream().allMatch(Uid::isValid)) {
            throw refused(tag, "UIDs of digits and dots, " + MAX_UIDS + " at most");
        }
        return new Matching.AnyOf(uids);
    }

    private static Matching range(int tag, String value, Pattern form) {
        int hyphen = value.indexOf('-');
        String from = (hyphen < 0 ? value : value.substring(0, hyphen)).strip();
        String to = (hyphen < 0 ? value : value.substring(hyphen + 1)).strip();
        boolean isForm =
                (from.isEmpty() || form.matcher(from).matches())
                        && (to.isEmpty() || form.matcher(to).matches())
                        && !(from.isEmpty() && to.isEmpty());
        if (!isForm) {
            throw refused(tag, "a value or a range such as 20240101-20241231, 0800- or -1200");
        }
        return new Matching.Range(from.isEmpty() ? null : from, to.isEmpty() ? null : to);
    }

    private static Refusal refused(int tag, String wanted) {
        return Refusal.invalid(name(tag) + " is matched by " + wanted + ".");
    }

    /// What people call the attribute: `StudyDate (0008,0020)`.
    static String name(int tag) {
        return Dictionary.keyword(tag) + " " + Tag.toString(tag);
    }
}
