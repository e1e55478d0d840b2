/// The scripts of XNAT's DicomEdit 6: statements that change an object one after the other.
@NullMarked
package org.africai.deid.dicomedit;

import org.jspecify.annotations.NullMarked;
