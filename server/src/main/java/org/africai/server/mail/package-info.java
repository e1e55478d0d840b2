/// Mail that the site sends: kept until it is sent, tried again when it cannot be.
@NullMarked
package org.africai.server.mail;

import org.jspecify.annotations.NullMarked;
