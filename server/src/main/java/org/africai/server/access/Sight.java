package org.africai.server.access;

/// What a caller sees of all projects.
///
/// @param seen those that they know of
/// @param read those whose data they read
/// @param reviewed those in which they see what is quarantined, too
public record Sight(Scope seen, Scope read, Scope reviewed) {
    /// Of those who read all data.
    static final Sight EVERYTHING = new Sight(Scope.EVERYTHING, Scope.EVERYTHING, Scope.EVERYTHING);
}
