/// Real clients against the packaged server, as a newcomer would try them.
@NullMarked
package org.africai.acceptance;

import org.jspecify.annotations.NullMarked;
