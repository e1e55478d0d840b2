/// Data sets and the values in them.
@NullMarked
package org.africai.dicom.data;

import org.jspecify.annotations.NullMarked;
