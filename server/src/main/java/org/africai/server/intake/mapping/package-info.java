/// What DICOM says of an object, in XNAT's words: session and scan types, identifiers and fields.
/// Nothing here knows of requests, files or the database.
@NullMarked
package org.africai.server.intake.mapping;

import org.jspecify.annotations.NullMarked;
