/// Studies, series and instances as DICOM sees them, across the archive's sessions and scans: an
/// index of what their headers say, and the queries and retrievals of QIDO-RS, WADO-RS, C-FIND,
/// C-GET and C-MOVE over it.
@NullMarked
package org.africai.server.studies;

import org.jspecify.annotations.NullMarked;
