package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.africai.server.access.Callers;
import org.africai.server.config.Configs;
import org.africai.server.deid.Anonymization;
import org.africai.server.deid.Anonymization.Understood;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// Scripts that de-identify: `/xapi/anonymize/default`, `/xapi/anonymize/site[/enabled]`,
/// `/xapi/anonymize/projects/P[/enabled]`, and the addresses that older clients know below
/// `/data/config/edit`.
@RestController
final class AnonymizeRoutes {
    private static final int MAX_BYTES = 4 * Configs.MAX_CHARACTERS;
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Anonymization anonymization;

    AnonymizeRoutes(Anonymization anonymization) {
        this.anonymization = anonymization;
    }

    @GetMapping("/xapi/anonymize/default")
    ResponseEntity<String> usual(HttpServletRequest request) {
        return text(anonymization.usual(Callers.of(request)));
    }

    /// The usual script where there is none; it is not in force then.
    @GetMapping({"/xapi/anonymize/site", "/data/config/edit/image/dicom/script"})
    ResponseEntity<String> site(HttpServletRequest request) {
        return text(anonymization.script(Callers.of(request), null).orElse(Anonymization.USUAL));
    }

    @PutMapping({"/xapi/anonymize/site", "/data/config/edit/image/dicom/script"})
    ResponseEntity<String> saveSite(HttpServletRequest request) throws IOException {
        return save(request, null);
    }

    @GetMapping("/xapi/anonymize/site/enabled")
    ResponseEntity<Boolean> isSiteEnabled(HttpServletRequest request) {
        return JsonAnswer.of(anonymization.isEnabled(Callers.of(request), null));
    }

    @PutMapping("/xapi/anonymize/site/enabled")
    ResponseEntity<Boolean> enableSite(HttpServletRequest request) throws IOException {
        return enable(request, null, "enable");
    }

    @GetMapping({
        "/xapi/anonymize/projects/{project}",
        "/data/config/edit/projects/{project}/image/dicom/script"
    })
    ResponseEntity<String> ofProject(HttpServletRequest request, @PathVariable String project) {
        return anonymization
                .script(Callers.of(request), project)
                .map(AnonymizeRoutes::text)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping({
        "/xapi/anonymize/projects/{project}",
        "/data/config/edit/projects/{project}/image/dicom/script"
    })
    ResponseEntity<String> saveProject(HttpServletRequest request, @PathVariable String project)
            throws IOException {
        return save(request, project);
    }

    @GetMapping("/xapi/anonymize/projects/{project}/enabled")
    ResponseEntity<Boolean> isProjectEnabled(
            HttpServletRequest request, @PathVariable String project) {
        return JsonAnswer.of(anonymization.isEnabled(Callers.of(request), project));
    }

    @PutMapping("/xapi/anonymize/projects/{project}/enabled")
    ResponseEntity<Boolean> enableProject(HttpServletRequest request, @PathVariable String project)
            throws IOException {
        return enable(request, project, "enable");
    }

    @GetMapping("/data/config/edit/image/dicom/status")
    ResponseEntity<String> siteStatus(HttpServletRequest request) {
        return text(Boolean.toString(anonymization.isEnabled(Callers.of(request), null)));
    }

    @PutMapping("/data/config/edit/image/dicom/status")
    ResponseEntity<Boolean> activateSite(HttpServletRequest request) throws IOException {
        return enable(request, null, "activate");
    }

    @GetMapping("/data/config/edit/projects/{project}/image/dicom/status")
    ResponseEntity<String> projectStatus(HttpServletRequest request, @PathVariable String project) {
        return text(Boolean.toString(anonymization.isEnabled(Callers.of(request), project)));
    }

    @PutMapping("/data/config/edit/projects/{project}/image/dicom/status")
    ResponseEntity<Boolean> activateProject(
            HttpServletRequest request, @PathVariable String project) throws IOException {
        return enable(request, project, "activate");
    }

    /// Answers what the script was taken for, and what its author cannot have meant.
    private ResponseEntity<String> save(HttpServletRequest request, @Nullable String project)
            throws IOException {
        anonymization.requireWritable(Callers.of(request), project);
        String script = body(request);
        if (script.isBlank()) {
            throw Refusal.invalid(
                    "Send the script as the body, as text/plain. To have none, disable it.");
        }
        Understood understood = anonymization.save(Callers.of(request), project, script);
        String doubts =
                understood.doubts().isEmpty()
                        ? ""
                        : "\nBut look at: " + String.join("; ", understood.doubts());
        return text("Saved as " + understood.language().words() + "." + doubts);
    }

    /// @param parameter of the address that says it; else the body does, else it is on
    private ResponseEntity<Boolean> enable(
            HttpServletRequest request, @Nullable String project, String parameter)
            throws IOException {
        anonymization.requireWritable(Callers.of(request), project);
        QueryParameters query = QueryParameters.parse(request.getQueryString());
        String said = query.first(parameter).orElse("");
        String word = said.isEmpty() ? body(request).strip() : said;
        boolean isEnabled =
                switch (word) {
                    case "true", "" -> true;
                    case "false" -> false;
                    default -> throw Refusal.invalid(parameter + " is true or false.");
                };
        anonymization.enable(Callers.of(request), project, isEnabled);
        return JsonAnswer.of(isEnabled);
    }

    private static ResponseEntity<String> text(String text) {
        return ResponseEntity.ok().contentType(TEXT).body(text);
    }

    private static String body(HttpServletRequest request) throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (type.startsWith("multipart/")) {
            throw new Refusal(
                    Refusal.Reason.UNSUPPORTED_MEDIA_TYPE,
                    "Send the script as the body itself, as text/plain.");
        }
        byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE, "A script has " + MAX_BYTES + " bytes at most.");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            throw new Refusal(Refusal.Reason.INVALID, "A script is text in UTF-8.", notText);
        }
    }
}
