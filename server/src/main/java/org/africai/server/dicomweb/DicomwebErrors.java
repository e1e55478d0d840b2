package org.africai.server.dicomweb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.africai.dicom.io.InvalidDicom;
import org.africai.server.api.ProblemErrors;
import org.africai.server.http.Problems;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Errors of DICOMweb.
@RestControllerAdvice(basePackageClasses = DicomwebErrors.class)
final class DicomwebErrors extends ProblemErrors {
    /// What is archived is broken: kept as it came, but nothing can be made of it.
    @ExceptionHandler(InvalidDicom.class)
    void broken(InvalidDicom invalid, HttpServletResponse response) throws IOException {
        Problems.write(
                response,
                406,
                "The object is broken",
                "The archived file is broken at byte "
                        + invalid.offset()
                        + ": only the whole instance can be retrieved, as it came.");
    }
}
