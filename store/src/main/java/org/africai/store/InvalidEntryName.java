package org.africai.store;

/// A name from outside that cannot be the name of a file here. The message shows the name with
/// control characters escaped and is meant for the person who sent it.
public final class InvalidEntryName extends IllegalArgumentException {
    InvalidEntryName(String raw, String reason) {
        super("file name '" + Shown.text(raw) + "' " + reason);
    }
}
