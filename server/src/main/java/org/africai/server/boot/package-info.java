/// Where the server begins: the command line, the settings, the wiring of every package, the web
/// server, and the order in which things start and stop.
///
/// A feature is wired by one `…Wiring` class here, which makes its objects by their constructors;
/// features themselves know no Spring.
@NullMarked
package org.africai.server.boot;

import org.jspecify.annotations.NullMarked;
