package org.africai.server.boot;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Puts the headers that make browsers careful on every answer, Tomcat's own errors included. They
/// are set before the request is handled, so a route that knows better may replace one.
final class SecurityHeaders extends ValveBase {
    static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self';"
                            + " form-action 'self'; img-src 'self' blob: data:; worker-src 'self' blob:;"
                            + " script-src 'self' 'wasm-unsafe-eval'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin");

    private static final String ONE_YEAR = "max-age=31536000";

    SecurityHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        ALWAYS.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
        getNext().invoke(request, response);
    }
}
