@NullMarked
package org.africai.server.files;

import org.jspecify.annotations.NullMarked;
