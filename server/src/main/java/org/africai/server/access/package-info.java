/// The one place that says who may do what.
@NullMarked
package org.africai.server.access;

import org.jspecify.annotations.NullMarked;
