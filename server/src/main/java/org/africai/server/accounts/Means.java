package org.africai.server.accounts;

/// How a caller proved to be who they are.
public enum Means {
    /// Not at all.
    NONE,
    /// By the account's password, in this request or when the login began.
    PASSWORD,
    /// By an alias token, which is handed to programs: good for all but changing passwords and
    /// making more tokens.
    TOKEN
}
