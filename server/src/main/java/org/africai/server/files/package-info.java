/// Resources and their files, at every level of the archive: taking them in, listing them, giving
/// them out again one by one or as an archive.
@NullMarked
package org.africai.server.files;

import org.jspecify.annotations.NullMarked;
