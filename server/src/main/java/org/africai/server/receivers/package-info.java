/// DICOM receivers: which application entities this server is, and whom each of them serves.
@NullMarked
package org.africai.server.receivers;

import org.jspecify.annotations.NullMarked;
