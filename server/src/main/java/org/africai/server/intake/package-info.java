/// Every way in: import requests, routing, the prearchive, and the step from there into the
/// archive.
@NullMarked
package org.africai.server.intake;

import org.jspecify.annotations.NullMarked;
