/// What an administrator sets for the whole site while it runs: names, time limits, who may do what
/// without a project's say. Settings of the process itself are in `settings`.
@NullMarked
package org.africai.server.site;

import org.jspecify.annotations.NullMarked;
