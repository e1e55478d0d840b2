/// Pages that the server writes itself: the front page, logging in and out.
@NullMarked
package org.africai.server.pages;

import org.jspecify.annotations.NullMarked;
