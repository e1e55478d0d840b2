/// De-identification: the site's and the projects' scripts, what they make of objects, and objects
/// that they set aside.
@NullMarked
package org.africai.server.deid;

import org.jspecify.annotations.NullMarked;
