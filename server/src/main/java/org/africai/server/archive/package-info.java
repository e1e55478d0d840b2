/// Projects, subjects, experiments and scans: XNAT's model, its labels and identifiers.
@NullMarked
package org.africai.server.archive;

import org.jspecify.annotations.NullMarked;
