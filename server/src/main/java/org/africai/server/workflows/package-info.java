/// Pieces of work on the archive's data that clients tell of: XNAT's workflows.
@NullMarked
package org.africai.server.workflows;

import org.jspecify.annotations.NullMarked;
