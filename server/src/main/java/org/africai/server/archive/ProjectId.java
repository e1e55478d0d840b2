package org.africai.server.archive;

import java.util.regex.Pattern;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;

/// A project's ID: letters, digits, `_` and `-`, as XNAT has it. It is part of addresses, of the
/// names of the project's groups and of the folders in downloads.
public record ProjectId(String value) {
    /// Longest ID in characters.
    public static final int MAX_LENGTH = 255;

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]+");

    /// @throws Refusal with XNAT's [Reason#EXPECTATION_FAILED] when it is not such an ID
    public ProjectId {
        if (!SYNTAX.matcher(value).matches()) {
            throw new Refusal(
                    Reason.EXPECTATION_FAILED,
                    "Invalid character in project ID. It takes letters, digits, '_' and '-'.");
        }
        if (value.length() > MAX_LENGTH) {
            throw new Refusal(
                    Reason.EXPECTATION_FAILED,
                    "The project ID is longer than " + MAX_LENGTH + " characters.");
        }
    }
}
