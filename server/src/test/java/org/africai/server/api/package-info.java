@NullMarked
package org.africai.server.api;

import org.jspecify.annotations.NullMarked;
