package org.africai.server.access;

import jakarta.servlet.http.HttpServletRequest;

/// Where a request keeps its caller. Set once, by the login filter; read by the routes.
public final class Callers {
    private static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    public static void set(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /// @throws IllegalStateException when the login filter has not seen this request: a request
    ///   that nobody vouches for is never taken for a guest's
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("the request has no caller");
    }
}
