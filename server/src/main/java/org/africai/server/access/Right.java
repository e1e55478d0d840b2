package org.africai.server.access;

/// What may be done in a project.
public enum Right {
    /// See that the project is there, its title, description and investigators.
    SEE,
    /// Read the project's data: subjects, sessions, files.
    READ,
    /// See what is quarantined: kept from those without a role until somebody has looked at it.
    REVIEW,
    /// Add subjects, sessions, scans and files.
    CREATE,
    /// Change them.
    EDIT,
    /// Delete them.
    DELETE,
    /// Change the project itself: description, users, accessibility, sharing; delete it.
    OWN
}
