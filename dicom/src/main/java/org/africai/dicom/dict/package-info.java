/// The data dictionary (PS3.6): elements and identifiers, generated from tables.
@NullMarked
package org.africai.dicom.dict;

import org.jspecify.annotations.NullMarked;
