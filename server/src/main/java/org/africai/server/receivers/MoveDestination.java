package org.africai.server.receivers;

import java.util.regex.Pattern;
import org.africai.server.http.Refusal;

/// An application entity that objects may be sent to by C-MOVE, or told of by storage commitment.
///
/// @param aeTitle its title
/// @param host its address or name
/// @param isTls whether it is spoken to by TLS
public record MoveDestination(String aeTitle, String host, int port, boolean isTls) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

    void require() {
        boolean isSound =
                Setup.isTitle(aeTitle)
                        && HOST.matcher(host).matches()
                        && port >= 1
                        && port <= 65_535;
        if (!isSound) {
            throw Refusal.invalid(
                    "A destination has an AE title of 1 to 16 characters, a host name or address,"
                            + " and a port from 1 to 65535.");
        }
    }
}
