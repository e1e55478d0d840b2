package org.africai.server.archive;

import org.africai.server.access.Group;

/// A user of a project.
///
/// @param account the account's database key, which XNAT's clients know as `xdat_user_id`
/// @param group the one of the project's groups that they are in
public record Member(
        long account, String login, String firstName, String lastName, String email, Group group) {}
