package org.africai.server.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/// Whom an address is for, which decides how strangers are answered there.
enum Surface {
    /// Clients that understand statuses: `/data`, `/REST`, `/xapi`, `/api`, `/dicomweb`.
    PROGRAMS,
    /// Where a login begins and ends: open to everybody, whatever they bring along.
    LOGIN,
    /// People with a browser: all else.
    PAGES;

    private static final List<String> OF_PROGRAMS =
            List.of("/data/", "/REST/", "/xapi/", "/api/", "/dicomweb/");
    private static final List<String> AUTH = List.of("/data/services/auth", "/REST/services/auth");
    private static final List<String> LOGOUT = List.of("/data/JSESSION", "/REST/JSESSION");

    /// Reads the decoded path, as the routes do: `/dat%61/` is `/data/`.
    static Surface of(HttpServletRequest request) {
        String path = request.getServletPath();
        if (AUTH.contains(path)
                || (LOGOUT.contains(path) && request.getMethod().equals("DELETE"))) {
            return LOGIN;
        }
        String folder = path + "/";
        return OF_PROGRAMS.stream().anyMatch(folder::startsWith) ? PROGRAMS : PAGES;
    }
}
