package org.africai.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Holdings;
import org.africai.store.Sha256;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /api/projects/PROJECT/holdings`: which objects of a list of SHA-256 digests a project has,
/// one a line, for senders that want to know what arrived. A line of the answer is a digest and,
/// behind a tab, the address of the session that it waits in; nothing behind it when it is
/// archived.
@RestController
final class HoldingRoutes {
    private static final int DIGITS = 64;
    private static final int MAX_BODY_BYTES = Holdings.MOST * (DIGITS + 2);

    private final Holdings holdings;

    HoldingRoutes(Holdings holdings) {
        this.holdings = holdings;
    }

    @PostMapping("/api/projects/{project}/holdings")
    void ask(HttpServletRequest request, HttpServletResponse response, @PathVariable String project)
            throws IOException {
        Caller caller = Callers.of(request);
        holdings.requireSender(caller, project);
        String answer =
                holdings.of(caller, project, digests(request)).stream()
                        .map(one -> one.digest().hex() + "\t" + one.waiting() + "\n")
                        .collect(Collectors.joining());
        byte[] bytes = answer.getBytes(UTF_8);
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static Set<Sha256> digests(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw tooMany();
        }
        Set<Sha256> digests = new LinkedHashSet<>();
        for (String line : new String(body, UTF_8).split("\r?\n")) {
            if (!line.matches("[0-9a-f]{64}")) {
                throw Refusal.invalid(
                        "The body is SHA-256 digests, 64 digits of 0-9 and a-f, one a line.");
            }
            digests.add(new Sha256(line));
        }
        if (digests.size() > Holdings.MOST) {
            throw tooMany();
        }
        return digests;
    }

    private static Refusal tooMany() {
        return new Refusal(
                Refusal.Reason.TOO_LARGE, "Ask for " + Holdings.MOST + " digests at a time.");
    }
}
