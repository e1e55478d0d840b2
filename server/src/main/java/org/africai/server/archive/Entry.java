package org.africai.server.archive;

import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Standing;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;

/// A project in which a caller wants to do something, and how they stand to it.
///
/// @param standing which allows it with things of some data type at least
public record Entry(ProjectRef project, Standing standing) {
    /// Refuses unless the caller may do it with things of this data type.
    ///
    /// @throws Refusal as [Access#forbidden]
    public void require(Caller caller, Right right, String xsiType) {
        if (!standing.may(right, xsiType)) {
            throw Access.forbidden(caller, right, xsiType + " of project '" + project.id() + "'");
        }
    }
}
