/// What every HTTP surface shares: refusals, ranges, entity tags, tables.
@NullMarked
package org.africai.server.http;

import org.jspecify.annotations.NullMarked;
