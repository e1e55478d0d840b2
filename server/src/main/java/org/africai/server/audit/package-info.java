/// Who did what, when: append-only.
@NullMarked
package org.africai.server.audit;

import org.jspecify.annotations.NullMarked;
