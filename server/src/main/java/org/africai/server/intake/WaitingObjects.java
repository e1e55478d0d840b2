package org.africai.server.intake;

import java.util.Collection;
import java.util.Set;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.db.Sql;

/// Objects that are kept and wait in the prearchive: whether they do.
public final class WaitingObjects {
    private final Access access;
    private final WaitingObjectTable table;

    public WaitingObjects(Access access, Sql sql) {
        this.access = access;
        this.table = new WaitingObjectTable(sql);
    }

    /// Those of these objects that wait where the caller sees them: for projects that they may add
    /// to, and unassigned for those who administer all data. One statement.
    public Set<String> among(Caller caller, Collection<String> sopUids) {
        return table.among(access.scope(caller, Right.CREATE), caller.administersData(), sopUids);
    }
}
