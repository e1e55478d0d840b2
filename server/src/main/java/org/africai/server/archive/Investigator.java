package org.africai.server.archive;

/// Somebody who leads or takes part in a project. What is not known is empty.
public record Investigator(
        String title,
        String firstName,
        String lastName,
        String institution,
        String department,
        String email,
        String phone) {}
