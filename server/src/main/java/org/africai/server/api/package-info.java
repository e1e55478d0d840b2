/// `/api`: what AFRICAI's own programs ask for. Errors are problem details (RFC 9457).
@NullMarked
package org.africai.server.api;

import org.jspecify.annotations.NullMarked;
