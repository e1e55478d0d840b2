@NullMarked
package org.africai.server.dicomweb;

import org.jspecify.annotations.NullMarked;
