/// Areas of pixels made blank: CTP's DicomPixelAnonymizer scripts, and what tells whether somebody
/// should look at the pixels.
@NullMarked
package org.africai.deid.pixel;

import org.jspecify.annotations.NullMarked;
