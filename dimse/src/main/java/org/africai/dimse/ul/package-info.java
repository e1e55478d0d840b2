/// The DICOM upper layer (PS3.8): association negotiation, protocol data units, timers.
@NullMarked
package org.africai.dimse.ul;

import org.jspecify.annotations.NullMarked;
