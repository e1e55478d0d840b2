/// `africai send`: finds images, anonymises them on the owner's machine, uploads them, and knows at
/// every moment how far it has come.
@NullMarked
package org.africai.cli.send;

import org.jspecify.annotations.NullMarked;
