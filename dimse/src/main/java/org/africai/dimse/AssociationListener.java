package org.africai.dimse;

/// Hears of connections that ended, for audit and counting; the server logs them itself.
@FunctionalInterface
public interface AssociationListener {
    /// Called on the thread of the association, once for each connection.
    void ended(AssociationReport report);
}
