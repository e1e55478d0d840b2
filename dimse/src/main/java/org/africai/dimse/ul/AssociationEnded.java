package org.africai.dimse.ul;

import java.io.IOException;

/// Nothing more can be sent or received, because the association has ended.
public final class AssociationEnded extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient AssociationEnd end;

    public AssociationEnded(AssociationEnd end) {
        super(end.toString());
        this.end = end;
    }

    /// How it ended.
    public AssociationEnd end() {
        return end;
    }
}
