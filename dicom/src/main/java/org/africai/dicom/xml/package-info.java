/// Data sets as XML (PS3.19 §A.1, the native model).
@NullMarked
package org.africai.dicom.xml;

import org.jspecify.annotations.NullMarked;
