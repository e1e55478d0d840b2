/// XNAT's REST API under `/data`, `/REST` and `/xapi`: requests become feature calls, results
/// become bytes.
@NullMarked
package org.africai.server.xnatapi;

import org.jspecify.annotations.NullMarked;
