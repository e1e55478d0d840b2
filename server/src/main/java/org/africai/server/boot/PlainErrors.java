package org.africai.server.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/// Tomcat's own error answers as one line of plain text: XNAT's clients stumble over HTML, and
/// nobody outside needs to know which server this is or where it failed.
public final class PlainErrors extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(PlainErrors.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (failure != null && status >= 500) { // what clients do wrong may quote their addresses
            log.error("request failed method={}", request.getMethod(), failure);
        }
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var known = HttpStatus.resolve(status);
        String text = known == null ? "error " + status : known.getReasonPhrase();
        try {
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            log.debug("error answer not sent status={} reason={}", status, e.toString());
        }
    }
}
