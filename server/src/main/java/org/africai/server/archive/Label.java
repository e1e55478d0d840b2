package org.africai.server.archive;

import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;

/// What people call a subject, an experiment, a scan or a reconstruction within what holds it.
///
/// XNAT takes almost any label, and clients send labels with spaces and letters of any script, so
/// we do too. Refused is what breaks an address, a list of labels or a folder in a download on any
/// system: `/ \ % # ? * , ; : | < > "`, control characters, `.` and `..`. White space around a
/// label is dropped.
public record Label(String value) {
    /// Longest label in characters.
    public static final int MAX_LENGTH = 255;

    private static final String REFUSED = "/\\%#?*,;:|<>\"";

    /// @throws Refusal with XNAT's [Reason#EXPECTATION_FAILED] when it is not such a label
    public Label {
        value = value.strip();
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw refusal("A label is neither empty nor '.' nor '..'.");
        }
        if (value.length() > MAX_LENGTH) {
            throw refusal("The label is longer than " + MAX_LENGTH + " characters.");
        }
        value.codePoints().filter(Label::isRefused).findFirst().ifPresent(Label::refuse);
    }

    private static boolean isRefused(int character) {
        return REFUSED.indexOf(character) >= 0
                || Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }

    private static void refuse(int character) {
        throw refusal(
                Character.isISOControl(character)
                        ? "Invalid character in label: a control character."
                        : "Invalid character in label: " + Character.toString(character));
    }

    private static Refusal refusal(String message) {
        return new Refusal(Reason.EXPECTATION_FAILED, message);
    }
}
