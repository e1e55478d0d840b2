/// What projects say about their custom variables, and what is stored with things beyond their
/// documents.
@NullMarked
package org.africai.server.variables;

import org.jspecify.annotations.NullMarked;
