package org.africai.server.archive;

import org.africai.server.access.Role;

/// An account with a role in a project.
///
/// @param account the account's database key, which XNAT's clients know as `xdat_user_id`
public record Member(
        long account, String login, String firstName, String lastName, String email, Role role) {}
