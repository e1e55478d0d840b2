package org.africai.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.Problems;
import org.africai.server.http.Refusal;
import org.africai.store.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// What went wrong, as problem details (RFC 9457), for each surface whose clients are programs.
public abstract class ProblemErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrors.class);

    @ExceptionHandler(Refusal.class)
    public void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        Problems.refuse(response, refusal);
    }

    @ExceptionHandler(StorageFailure.class)
    public void notStored(
            StorageFailure failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (failure.kind()) {
            case NO_SPACE -> {
                LOG.warn("refused for want of space reason=\"{}\"", failure.getMessage());
                Problems.write(
                        response,
                        507,
                        "No room",
                        "The server has no room for this. Ask its administrator; reading goes on.");
            }
            case STOPPED ->
                    Problems.write(
                            response,
                            503,
                            "Nothing is taken in",
                            "The server takes nothing in until its disk has been looked at.");
            case MISSING, DAMAGED, IO -> failed(failure, request, response);
        }
    }

    /// The client hung up, or sent less than it had announced.
    @ExceptionHandler(IOException.class)
    public void brokenOff(IOException broken, HttpServletResponse response) throws IOException {
        LOG.debug("client gone reason={}", broken.toString());
        Problems.write(response, 400, "Broken off", "The request broke off.");
    }

    @ExceptionHandler(Exception.class)
    public void failed(Exception failure, HttpServletRequest request, HttpServletResponse response)
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
