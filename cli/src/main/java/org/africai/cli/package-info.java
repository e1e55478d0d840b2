/// The command line that stands alone: one jar, for people who have data and no archive.
@NullMarked
package org.africai.cli;

import org.jspecify.annotations.NullMarked;
