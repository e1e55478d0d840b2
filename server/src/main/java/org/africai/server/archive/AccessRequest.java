package org.africai.server.archive;

import java.time.Instant;
import java.util.Locale;
import org.africai.server.access.Role;
import org.jspecify.annotations.Nullable;

/// A wish that an account gets a role in a project: its own, or an owner's. XNAT's PAR.
///
/// @param number XNAT's `par_id`
/// @param project what the wish is for
/// @param account key of the one who would get the role, absent while only an address is known
/// @param login login of that account, empty while only an address is known
/// @param email address that was invited, or the account's
/// @param createdBy who asked or invited
/// @param approved `null` while it is not answered
public record AccessRequest(
        long number,
        Kind kind,
        Wanted project,
        Role role,
        @Nullable Long account,
        String login,
        String email,
        Person createdBy,
        Instant createdAt,
        @Nullable Boolean approved,
        @Nullable Instant answeredAt) {
    public enum Kind {
        /// Asked by the account, answered by an owner.
        REQUEST,
        /// Asked by an owner, answered by the account.
        INVITATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param key the project's database key
    public record Wanted(
            long key, String id, String secondaryId, String name, String description) {}

    /// Who asked, as far as the server still knows them.
    public record Person(String login, String firstName, String lastName) {}
}
