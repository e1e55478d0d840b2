/// One pass over a data set, in which each element is kept, removed, emptied or given another
/// value.
@NullMarked
package org.africai.deid.rewrite;

import org.jspecify.annotations.NullMarked;
