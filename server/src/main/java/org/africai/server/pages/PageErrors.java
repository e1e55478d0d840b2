package org.africai.server.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.africai.server.http.PlainAnswer;
import org.africai.server.http.Refusal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// What a page refuses, such as a form that is too large, as one line of text.
@RestControllerAdvice(basePackageClasses = PageErrors.class)
final class PageErrors {
    @ExceptionHandler(Refusal.class)
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        PlainAnswer.refuse(response, refusal);
    }
}
