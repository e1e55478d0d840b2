/// Values that all parts of DICOM share.
@NullMarked
package org.africai.dicom;

import org.jspecify.annotations.NullMarked;
