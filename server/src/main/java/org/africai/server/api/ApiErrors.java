package org.africai.server.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.africai.server.http.Problems;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Errors of `/api`.
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
final class ApiErrors extends ProblemErrors {
    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    void otherMethod(HttpServletResponse response) throws IOException {
        Problems.write(
                response, 405, "Method not allowed", "This address does not know this method.");
    }
}
