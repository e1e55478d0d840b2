/// Matching of data sets against the keys of a query (PS3.4 §C.2.2.2).
@NullMarked
package org.africai.dimse.query;

import org.jspecify.annotations.NullMarked;
