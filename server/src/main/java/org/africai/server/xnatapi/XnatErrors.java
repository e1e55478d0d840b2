package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.africai.server.db.DatabaseDown;
import org.africai.server.db.UnstorableText;
import org.africai.server.http.PlainAnswer;
import org.africai.server.http.Refusal;
import org.africai.store.InvalidEntryName;
import org.africai.store.StorageFailure;
import org.africai.store.TooLarge;
import org.africai.store.archive.BadArchive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Error answers of XNAT's API: its status, and one line of plain text that says what is wrong.
/// (XNAT itself sends an HTML page, which makes pyxnat 1.5 fail.)
@RestControllerAdvice(basePackageClasses = XnatErrors.class)
final class XnatErrors {
    private static final Logger LOG = LoggerFactory.getLogger(XnatErrors.class);

    @ExceptionHandler(Refusal.class)
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        PlainAnswer.refuse(response, refusal);
    }

    /// What a client got wrong before a route was reached: a body that is no JSON, a media type.
    @ExceptionHandler(HttpMessageNotReadableException.class)
    void unreadable(HttpServletResponse response) throws IOException {
        PlainAnswer.write(
                response, 400, "The body is not the JSON that is understood at this address.");
    }

    @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
    void unsupported(HttpServletResponse response) throws IOException {
        PlainAnswer.write(response, 415, "A body of this type is not understood at this address.");
    }

    @ExceptionHandler({InvalidEntryName.class, BadArchive.class})
    void unusable(RuntimeException what, HttpServletResponse response) throws IOException {
        PlainAnswer.write(response, 400, "This cannot be stored: " + what.getMessage() + ".");
    }

    @ExceptionHandler(TooLarge.class)
    void tooLarge(TooLarge what, HttpServletResponse response) throws IOException {
        PlainAnswer.write(response, 413, "This is " + what.getMessage() + ".");
    }

    /// Reading goes on when writing is no longer possible; the reason is in the log.
    @ExceptionHandler(StorageFailure.class)
    void notStored(StorageFailure failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (failure.kind()) {
            case NO_SPACE -> {
                LOG.warn("refused for want of space reason=\"{}\"", failure.getMessage());
                PlainAnswer.write(
                        response,
                        507,
                        "The server has no room for this. Ask its administrator; reading goes on.");
            }
            case STOPPED ->
                    PlainAnswer.write(
                            response,
                            503,
                            "The server takes nothing in until its disk has been looked at.");
            case MISSING, DAMAGED, IO -> failed(failure, request, response);
        }
    }

    /// The client hung up, or sent less than it had announced.
    @ExceptionHandler(IOException.class)
    void brokenOff(IOException broken, HttpServletResponse response) throws IOException {
        LOG.debug("client gone reason={}", broken.toString());
        PlainAnswer.write(response, 400, "The request broke off.");
    }

    @ExceptionHandler(Exception.class)
    void failed(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Refusal> down = DatabaseDown.in(failure);
        if (down.isPresent()) {
            LOG.warn("refused for want of the database reason={}", failure.getClass().getName());
            PlainAnswer.refuse(response, down.get());
            return;
        }
        Optional<Refusal> unstorable = UnstorableText.in(failure);
        if (unstorable.isPresent()) {
            PlainAnswer.refuse(response, unstorable.get());
            return;
        }
        String error = Long.toHexString(System.nanoTime());
        LOG.error(
                "request failed error={} method={} path-length={}",
                error,
                request.getMethod(),
                request.getRequestURI().length(),
                failure);
        PlainAnswer.write(
                response,
                500,
                "The server failed. It is our fault, not yours; the log has it as error "
                        + error
                        + ".");
    }
}
