/// Pixel data: fragments, frames, and where they lie (PS3.5 §A.4).
@NullMarked
package org.africai.dicom.pixel;

import org.jspecify.annotations.NullMarked;
