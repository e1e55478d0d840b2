package org.africai.server.boot;

import java.net.URI;
import org.africai.server.settings.Secret;

/// Fills the server of `africai demo`, which is empty and ready when this is called. Every bean of
/// this type runs once.
@FunctionalInterface
public interface DemoContent {
    /// @param server the server's address, without a slash at the end
    /// @param login the administrator's login
    /// @param password the administrator's password
    void fill(URI server, String login, Secret password);
}
