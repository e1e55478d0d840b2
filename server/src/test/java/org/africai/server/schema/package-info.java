@NullMarked
package org.africai.server.schema;

import org.jspecify.annotations.NullMarked;
