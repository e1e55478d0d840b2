/// Expressions over the elements of an object, as CTP's DicomFilter and pixel scripts use them.
@NullMarked
package org.africai.deid.filter;

import org.jspecify.annotations.NullMarked;
