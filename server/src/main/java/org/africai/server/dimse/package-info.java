/// DICOM's own network protocol at the rim: ports for receivers, whose messages become calls of
/// features.
@NullMarked
package org.africai.server.dimse;

import org.jspecify.annotations.NullMarked;
