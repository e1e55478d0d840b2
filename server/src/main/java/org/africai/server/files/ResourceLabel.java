package org.africai.server.files;

import org.africai.server.http.Refusal;
import org.africai.store.EntryName;
import org.africai.store.InvalidEntryName;

/// What a resource is called. It becomes a folder's name in downloads and one part of an address.
///
/// @param value one part of a file name, without commas, which separate labels in addresses, and
///   asterisks, which stand for many
public record ResourceLabel(String value) {
    /// @throws Refusal when it cannot be a label
    public ResourceLabel {
        EntryName name = parse(value);
        if (name.parts().size() != 1 || !name.path().equals(value)) {
            throw illegal(value, "it holds a slash");
        }
        if (value.isBlank() || value.indexOf(',') >= 0 || value.indexOf('*') >= 0) {
            throw illegal(value, "it is blank or holds a comma or an asterisk");
        }
    }

    private static EntryName parse(String value) {
        try {
            return EntryName.parse(value);
        } catch (InvalidEntryName invalid) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "This cannot be a resource's label: " + invalid.getMessage() + ".",
                    invalid);
        }
    }

    private static Refusal illegal(String value, String why) {
        return Refusal.invalid("'" + value + "' cannot be a resource's label: " + why + ".");
    }

    @Override
    public String toString() {
        return value;
    }
}
