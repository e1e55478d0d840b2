/// Measures AFRICAI beside peers, in one run on one machine. [Bench] lists what there is.
///
/// Counts are checked before a rate is printed: a rate of work not done is worth nothing.
@NullMarked
package org.africai.bench;

import org.jspecify.annotations.NullMarked;
