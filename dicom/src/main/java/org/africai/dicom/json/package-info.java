/// Data sets as JSON (PS3.18 Annex F).
@NullMarked
package org.africai.dicom.json;

import org.jspecify.annotations.NullMarked;
