package org.africai.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.Problems;
import org.africai.server.http.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Errors of `/api` as problem details.
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
final class ApiErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler(Refusal.class)
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        Problems.refuse(response, refusal);
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    void otherMethod(HttpServletResponse response) throws IOException {
        Problems.write(
                response, 405, "Method not allowed", "This address does not know this method.");
    }

    /// The client hung up, or sent less than it had announced.
    @ExceptionHandler(IOException.class)
    void brokenOff(IOException broken, HttpServletResponse response) throws IOException {
        LOG.debug("client gone reason={}", broken.toString());
        Problems.write(response, 400, "Broken off", "The request broke off.");
    }

    @ExceptionHandler(Exception.class)
    void failed(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Refusal> down = DatabaseDown.in(failure);
        if (down.isPresent()) {
            LOG.warn("refused for want of the database reason={}", failure.getClass().getName());
            Problems.refuse(response, down.get());
            return;
        }
        String error = Long.toHexString(System.nanoTime());
        LOG.error(
                "request failed error={} method={} path-length={}",
                error,
                request.getMethod(),
                request.getRequestURI().length(),
                failure);
        Problems.write(
                response,
                500,
                "The server failed",
                "It is our fault, not yours; the log has it as error " + error + ".");
    }
}
