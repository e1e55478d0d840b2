/// The door: every request comes through here before any route. It refuses addresses that are not
/// what they seem and requests that a foreign page made, and says who asks.
@NullMarked
package org.africai.server.login;

import org.jspecify.annotations.NullMarked;
