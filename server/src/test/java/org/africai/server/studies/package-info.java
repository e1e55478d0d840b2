@NullMarked
package org.africai.server.studies;

import org.jspecify.annotations.NullMarked;
