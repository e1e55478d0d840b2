/// Frames as pictures for a screen: grey scale transformations, palettes, overlays and scaling
/// (PS3.3 §C.7.6, §C.11; PS3.4 §N.2).
@NullMarked
package org.africai.dicom.pixel.render;

import org.jspecify.annotations.NullMarked;
