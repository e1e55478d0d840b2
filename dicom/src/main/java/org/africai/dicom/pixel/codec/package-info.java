/// Frames as numbers: decoding and lossless encoding of pixel data (PS3.5 §8, Annexes A and G).
@NullMarked
package org.africai.dicom.pixel.codec;

import org.jspecify.annotations.NullMarked;
