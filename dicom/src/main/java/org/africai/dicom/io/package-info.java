/// Reading and writing DICOM files (PS3.10), with limits.
@NullMarked
package org.africai.dicom.io;

import org.jspecify.annotations.NullMarked;
