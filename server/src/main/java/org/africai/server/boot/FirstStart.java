package org.africai.server.boot;

import java.util.List;

/// Something to do after the schema is ready and before the first request: such as making the first
/// administrator when there is none. Every bean of this type runs at every start, so it must be
/// cheap when there is nothing to do, and safe when two servers start on one database.
@FunctionalInterface
public interface FirstStart {
    /// @return lines for the person at the console, printed once, such as a one-time password
    List<String> prepare();
}
