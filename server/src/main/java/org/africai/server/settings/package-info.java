/// How the server is told what to do: settings records, the values they hold, and where those come
/// from. Every package keeps one record of its settings; this package knows none of them.
@org.jspecify.annotations.NullMarked
package org.africai.server.settings;
