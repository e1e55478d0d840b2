/// The repository: every feature is a package, [org.africai.server.boot] puts them together.
@org.jspecify.annotations.NullMarked
package org.africai.server;
