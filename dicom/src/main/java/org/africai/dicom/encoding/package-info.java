/// How values and data sets are laid out in bytes (PS3.5): value representations, transfer
/// syntaxes, text.
@NullMarked
package org.africai.dicom.encoding;

import org.jspecify.annotations.NullMarked;
